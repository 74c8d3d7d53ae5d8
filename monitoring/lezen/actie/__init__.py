"""De pagina van één actie: haar zin, haar jaren, haar tegels en wat er per melding veranderde."""
