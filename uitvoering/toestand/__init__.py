"""Hoe het met een installatie gaat: voor een monitor, voor een grafiek en voor wie haar neerzet."""
