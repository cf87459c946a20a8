/**
 * How many items a page of the console begins with; further ones come fifty at a time. What a phone has to lay out before it
 * answers grows with them (`npm run bench -- feel --only phone`).
 */
export const firstLimit = 25;
