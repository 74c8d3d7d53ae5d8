"""Het werkboek dat naar een organisatie gaat, en terugkomt."""
