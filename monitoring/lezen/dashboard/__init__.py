"""Wat het dashboard laat zien: wat naar voren komt, de jaren op een rij, wie jaagt en wie zegt het."""
