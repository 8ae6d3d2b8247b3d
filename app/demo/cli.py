"""Demonstration data on the command line."""

import click

group = click.Group("demo", help="Invented people to try the product with.")
