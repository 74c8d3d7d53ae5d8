"""Inloggen en wat daarbij hoort: accounts, werkaccounts, raden, sessies, uitnodigen en wie wat mag."""
