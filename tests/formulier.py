"""What a browser sends: all that stands in the form of a page, with what someone typed in its place."""

from html.parser import HTMLParser


class _Formulieren(HTMLParser):
    """Every form that is sent, as lists of values by the name of their field."""

    def __init__(self):
        super().__init__()
        self.alle = []
        self._nu = self._lijst = self._tekst = None

    def handle_starttag(self, tag, attrs):
        soort = {naam: waarde or "" for naam, waarde in attrs}
        if tag == "form":
            self._nu = {} if soort.get("method", "").lower() == "post" else None
            if self._nu is not None:
                self.alle.append(self._nu)
        elif self._nu is None or "disabled" in soort:
            return
        elif tag == "select":
            self._lijst = soort["name"]
        elif tag == "option" and "selected" in soort:
            self._nu.setdefault(self._lijst, []).append(soort["value"])
        elif tag == "textarea":
            self._tekst = soort["name"]
            self._nu[self._tekst] = [""]
        elif tag == "input" and soort.get("name"):
            kruisje = soort.get("type") in ("checkbox", "radio")
            if soort.get("type") not in ("submit", "file") and (not kruisje or "checked" in soort):
                waarde = soort.get("value", "on" if kruisje else "")
                self._nu.setdefault(soort["name"], []).append(waarde)

    def handle_data(self, data):
        if self._tekst:
            self._nu[self._tekst][0] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._nu[self._tekst][0] = self._nu[self._tekst][0].removeprefix("\n")
            self._tekst = None
        elif tag == "form":
            self._nu = None


def ingevuld(antwoord):
    """The form of this page as it would be sent now; of more than one the largest."""
    lezer = _Formulieren()
    lezer.feed(antwoord.content.decode())
    return max(lezer.alle, key=len)


def merken(antwoord):
    """What is sent along without anyone typing it: the marks of what stood there when the form opened."""
    lezer = _Formulieren()
    lezer.feed(antwoord.content.decode())
    return {naam: deel for form in lezer.alle for naam, deel in form.items() if naam.rpartition("-")[2] == "gezien"}


def stuur(client, pad, velden, **hoe):
    """Open the form and send it with only these fields and its marks."""
    return client.post(pad, merken(client.get(pad)) | velden, **hoe)
