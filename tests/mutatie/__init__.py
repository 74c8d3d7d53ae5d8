"""Does a test fail when the code is wrong? ``make mutatie`` makes the heart a little wrong, one place at a time, and looks."""
