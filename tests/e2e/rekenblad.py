"""LibreOffice, without a window, that really opens a workbook, types in cells and saves it."""

import subprocess
from xml.sax.saxutils import escape

MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">{}
</script:module>
"""
BASIC = """Sub Bewerk
  Dim verborgen(0) As New com.sun.star.beans.PropertyValue
  verborgen(0).Name = "Hidden"
  verborgen(0).Value = True
  boek = StarDesktop.loadComponentFromURL(ConvertToURL("{bron}"), "_blank", 0, verborgen())
  blad = boek.Sheets.getByName("Melden")
{typ}
  Dim soort(0) As New com.sun.star.beans.PropertyValue
  soort(0).Name = "FilterName"
  soort(0).Value = "Calc MS Excel 2007 XML"
  boek.storeToURL(ConvertToURL("{doel}"), soort())
  boek.close(True)
End Sub"""


def bewerk_in_libreoffice(bron, map_, cellen):
    """The path of what LibreOffice saved after ``cellen`` (``{"H6": "Afgerond"}``) were typed in ``bron``."""
    doel, profiel = map_ / "bewaard.xlsx", map_ / "profiel"
    typ = "\n".join(
        f'  blad.getCellRangeByName("{cel}").String = "{tekst.replace(chr(34), chr(34) * 2)}"'
        for cel, tekst in cellen.items()
    )
    _soffice(profiel, "--terminate_after_init")  # makes the profile, in which the macro has a place
    macro = profiel / "user/basic/Standard/Module1.xba"
    macro.parent.mkdir(parents=True, exist_ok=True)
    macro.write_text(MODULE.format(escape(BASIC.format(bron=bron, doel=doel, typ=typ))), encoding="utf-8")
    _soffice(profiel, "macro:///Standard.Module1.Bewerk")
    return doel


def _soffice(profiel, *wat):
    opdracht = ["soffice", f"-env:UserInstallation=file://{profiel}", "--headless", *wat]
    subprocess.run(opdracht, check=True, capture_output=True, timeout=120)
