"""The pages that every role can meet, for the tests that walk all of them."""

LEESPAGINAS = [
    "",
    "?peildatum=2021-12-31",
    "acties/",
    "acties/?status=geen_melding&sorteer=planning",
    "acties/1/",
    "acties/9/",
    "acties/28/",
    "acties/9/geschiedenis/",
    "gemeenten/",
    "gemeenten/?peildatum=2021-12-31",
    "gemeenten/?overleg=pora",
    "organisaties/alkmaar/",
    "organisaties/heerhugowaard/",
    "organisaties/dijk-en-waard/",
    "planning/",
    "cijfers/",
    "begrippen/",
    "onderdelen/",
    "onderdelen/A4/",
    "evaluatie/",
    "evaluatie/2021/",
    "evaluatie/2021/overleg/pora/",
    "/hulp/",
    "/toegankelijkheid/",
    "/privacy/",
    "bestaat-niet/",
]
MELDPAGINAS = ["mijn-acties/", "acties/9/melden/", "acties/9/melden/?fout"]
PROJECTLEIDERPAGINAS = [
    "evaluatie/2022/duiding/A1/",
    "evaluatie/2022/bespreking/pora/",
]
BUITENPAGINAS = ["/accounts/login/", "/accounts/password/reset/", "/accounts/password/reset/done/", "/accounts/signup/"]

PER_ROL = {
    "dirk": [*LEESPAGINAS, "mijn-acties/"],
    "bram": LEESPAGINAS + MELDPAGINAS,
    "vera": ["mijn-acties/", "acties/20/", "acties/20/melden/"],
    "anna": LEESPAGINAS + MELDPAGINAS + PROJECTLEIDERPAGINAS,
    "eva": LEESPAGINAS,
}
