"""Briefings resolved for a screen, a slide or a file: JSON-ready, in both languages, every figure filled in.

What `scenes_document` gives (and the browser's presenter reads):

    {"briefings": [{
        "id": "transport",              of a-z, 0-9 and hyphens; the `brief` of a link
        "title": "…", "title_en": "…",  plain text, never markup; the other language's where one is empty
        "source": "shipped" | "own",    data/scenes.json, or saved by a user
        "scenes": [{                    in order; a link's `scene` counts them from 1; at least one
            "id": "air",                unique within the briefing
            "title", "title_en",
            "narrative", "narrative_en",    "" where the scene has none
            "figures": [{"label", "label_en", "value", "value_en"}],    0 to 4; value with its unit, such as "38.4 km"
            "notes", "notes_en",            of the speaker; "" where there are none
            "view": "on=ta&sel=air-t2",     query string as `layers.view.encode` writes it, without page, lang, brief and scene
            "bounds": [w, s, e, n] | null,  degrees, WGS-84: what to frame; null where the view has a camera (`at`)
            "sections": ["…"],              sections of the plan that the scene cites, as printed
            "items": ["air-t2", …]          ids of the items drawn, those without a place left out
        }]
    }]}
"""
