"""De tegelkaart: een tegel per organisatie, op de plaats die zij in de gegevens heeft."""
