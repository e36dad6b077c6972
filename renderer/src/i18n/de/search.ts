import type { search as english } from '../en/search.ts'
import type { Translation } from '../translation.ts'

export const search: Translation<typeof english> = {
  placeholder: 'Prompts durchsuchen, oder model: status: size: …',
  clear: 'Suche leeren',
  suggestions: 'Vorschläge',
  suggested_one: '{{count, number}} Vorschlag',
  suggested_other: '{{count, number}} Vorschläge',
  fields: {
    model: 'Teil eines Modellnamens',
    account: 'Teil eines Kontonamens',
    status: 'running, queued, done, failed, cancelled, attention',
    size: '1280x720, landscape, portrait, square',
    seconds: '8, >4, <=12',
    after: 'nach einem Tag angelegt: yesterday, 2026-11',
    before: 'vor einem Tag angelegt: 2026-11-01',
    on: 'an einem Tag angelegt: 2026-11-20, today',
    since: 'seit einem Tag angelegt: 7d, 2026-11-01',
    until: 'bis zu einem Tag angelegt: yesterday',
    has: 'reference, error, batch',
    is: 'derived, remix, extend, edit, retry, variation',
  },
  examples: {
    after: '2026-11-01, 2026-11, yesterday, 7d',
    before: '2026-11-01, 2026-11, yesterday, 7d',
    on: '2026-11-01, 2026-11, yesterday, 7d',
    since: '2026-11-01, 2026-11, yesterday, 7d',
    until: '2026-11-01, 2026-11, yesterday, 7d',
  },
  grammar:
    'Anführungszeichen halten Wörter zusammen, ein Minus schließt aus, ein Komma in einem Wert heißt „oder“: status:failed,cancelled.',
  problems: {
    unknown_field: 'Ein Feld „{{name}}“ gibt es nicht, deshalb wird nach den Wörtern gesucht.',
    empty_value: 'Nach „{{name}}:“ steht noch nichts.',
    unknown_value: '„{{value}}“ bedeutet nach „{{name}}:“ nichts. Schreibe zum Beispiel: {{expected}}.',
    no_words: '„{{value}}“ enthält weder Buchstaben noch Ziffern und kann nicht gesucht werden.',
  },
}
