"""What a browser sends along without anyone typing it: the marks of what stood there when the form opened."""

import html
import re

_VERBORGEN = re.compile(r'<input type="hidden" name="((?:[\w-]+-)?gezien)" value="([^"]*)"')


def merken(antwoord):
    """The marks in a page, by the name of their field."""
    return {naam: html.unescape(waarde) for naam, waarde in _VERBORGEN.findall(antwoord.content.decode())}


def stuur(client, pad, velden, **hoe):
    """Open the form and send it, as a browser does."""
    return client.post(pad, merken(client.get(pad)) | velden, **hoe)
