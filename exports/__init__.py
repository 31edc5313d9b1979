"""Files that leave the house: sheets, briefs, slides, workbooks, vector data, the meeting kit.

Command line: python -m exports.
"""
