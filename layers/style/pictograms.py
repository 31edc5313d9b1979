"""What stands for a kind of item, inside its disc."""

# Pictograms on a 24 × 24 grid, drawn for this project, stroke 2, no fill unless said.
PICTOGRAMS = {
    "hub": '<circle cx="12" cy="12" r="3.2"/><path d="M12 3v5.5M12 15.5V21M3 12h5.5M15.5 12H21"/>',
    "plane": '<path d="M12 3v18M12 9.5 4 14M12 9.5l8 4.5M12 18l-3.2 2.4M12 18l3.2 2.4"/>',
    "port": '<circle cx="12" cy="5" r="2"/><path d="M12 7v14M7.5 11h9M4 14c.6 4.4 4 7 8 7s7.400-2.600 8-7"/>',
    "rail": '<path d="M8 3v18M16 3v18M5 7h14M5 12h14M5 17h14"/>',
    "metro": '<path d="M4 19 8 6l4 8 4-8 4 13"/>',
    "road": '<path d="M8 3 5 21M16 3l3 18M12 4v3M12 10.500v3M12 17v3"/>',
    "drop": '<path d="M12 3c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11z"/>',
    "leaf": '<path d="M5 19C5 9 11 5 20 4c0 9-4 15-13 15M5 21c1-5 4-9 9-11"/>',
    "cloud": '<path d="M7 18h10a4 4 0 0 0 .5-8A6 6 0 0 0 6 9.500 4.300 4.300 0 0 0 7 18z"/>',
    "centre": '<path d="m12 3.500 2.600 5.400 5.900.8-4.300 4.100 1.100 5.900'
    'L12 16.900l-5.300 2.800 1.100-5.900L3.500 9.700l5.900-.8z"/>',
    "core": '<circle cx="12" cy="12" r="8.500"/><circle cx="12" cy="12" r="3"/>',
    "flag": '<path d="M6 21V4M6 4.500h12l-3 4 3 4H6"/>',
    "wave": '<path d="M3 10c3-4 6-4 9 0s6 4 9 0M3 16c3-4 6-4 9 0s6 4 9 0"/>',
    "area": '<path d="M4 7 13 4l7 6-3 9-11 1z"/>',
    "arrow": '<path d="M4 12h15M13 6l6 6-6 6"/>',
}
