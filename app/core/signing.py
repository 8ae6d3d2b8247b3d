"""What leaves in a link or a form and comes back: signed with the tenant's own key."""

from flask import current_app
from itsdangerous import URLSafeSerializer


def signer(purpose: str) -> URLSafeSerializer:
    """What was signed for one purpose opens nothing else, and nothing of another tenant.

    Old keys of this tenant may still be read; the last one signs.
    """
    keys = [*current_app.config["SECRET_KEY_FALLBACKS"], current_app.config["SECRET_KEY"]]
    return URLSafeSerializer(keys, salt=f"tandem.{purpose}")
