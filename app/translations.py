"""The catalogues: extract what the code says, fill, check and compile."""

import click

group = click.Group("translations", help="The texts of the product in every language.")
