// For a field that is set after its object is made, yet before anything asks for it.

/** Of the type that the field says. @type {any} */
export const LATER = undefined;
