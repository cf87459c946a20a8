import { german } from './keyboard.de';
import { inLanguages } from './languages';

const english = {
  title: 'Keyboard',
  open: 'Keyboard shortcuts',
  everywhere: {
    title: 'Everywhere',
    palette: 'Go to a page, a connection, a secret manager, a reference; actions',
    search: 'Search the list',
    map: 'This map',
    next: 'To the next, the one before',
    escape: 'Clear the search, close what is open',
    save: 'Save the form of the page, or of what is open',
  },
  connection: {
    title: 'A connection',
    test: 'Test the bound field that has the focus',
    change: 'Choose another secret for it',
  },
  picker: {
    title: 'The picker',
    type: 'Search, from anywhere in it',
    move: 'Move',
    open: 'Open',
    back: 'Back',
    use: 'Open, or use the field',
    complete: 'Complete the reference that is being typed',
  },
  keys: { enter: 'Enter', space: 'Space', letters: 'a … z' },
} as const;

/** Words of the map of the keyboard. */
export const keyboardWords = inLanguages({ en: english, de: german });
