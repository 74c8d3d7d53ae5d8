"""Een reservekopie maken en terugzetten: één bestand met de hele database, en een briefje (JSON) ernaast dat zegt wat het is."""
