// Notes as the server tells them (geo/notes/notes.py).

interface NoteReply {
  who: string;
  name: string;
  at: string;
  text: string;
}

interface Note {
  id: string;
  version: number;
  text: string;
  item: string;
  place: Place | null;
  state: "open" | "resolved";
  who: string;
  name: string;
  made_at: string;
  changed_at: string;
  replies: NoteReply[];
}

interface NotesList {
  notes: Note[];
  /** Who asks, and what they may. */
  who: string;
  mayWrite: boolean;
  mayDelete: boolean;
}
