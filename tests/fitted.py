"""What links without a camera fit and outline: Python's view and the map are held against one table."""

CITY = ("futian", "luohu", "yantian", "nanshan", "baoan", "longgang", "longhua", "pingshan", "guangming", "dapeng")
"""the districts without 深汕, which lies 60 km east"""

FITTED: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = [
    ("", CITY, ()),
    ("theme=transport", CITY, ()),
    ("dist=nanshan", ("nanshan",), ("nanshan",)),
    ("dist=shenshan,dapeng", ("dapeng", "shenshan"), ("dapeng", "shenshan")),
    ("theme=water&dist=futian,luohu", ("futian", "luohu"), ("futian", "luohu")),
    ("dist=none", CITY, ()),
    ("dist=none,yantian", ("yantian",), ("yantian",)),
    ("dist=!none", (*CITY, "shenshan"), (*CITY, "shenshan")),
    ("unit=futian", ("futian",), ("futian",)),
    ("unit=futian&dist=futian", ("futian",), ("futian",)),
    ("unit=futian&dist=nanshan", ("futian",), ("futian", "nanshan")),
    ("sel=hub-xili", ("hub-xili",), ()),
    ("sel=hub-xili&dist=futian", ("hub-xili",), ("futian",)),
    ("sel=hub-xili&unit=baoan", ("hub-xili",), ("baoan",)),
]
"""link, ids whose bounds are fitted, ids of units that are outlined"""
