"""The social image of a claim: which fonts, which lines, which places, and at last the drawing.

Everything but the drawing is values: `layout.py` says what stands where, `draw.py` draws just that.
"""
