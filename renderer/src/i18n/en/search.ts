/** The search box, which reads the same grammar everywhere. */
export const search = {
  placeholder: 'Search prompts, or model: status: size: …',
  clear: 'Clear the search',
  suggestions: 'Suggestions',
  suggested_one: '{{count, number}} suggestion',
  suggested_other: '{{count, number}} suggestions',
  fields: {
    model: 'part of a model’s name',
    account: 'part of an account’s name',
    status: 'running, queued, done, failed, cancelled, attention',
    size: '1280x720, landscape, portrait, square',
    seconds: '8, >4, <=12',
    after: 'made after a day: yesterday, 2026-11',
    before: 'made before a day: 2026-11-01',
    on: 'made on a day: 2026-11-20, today',
    since: 'made since a day: 7d, 2026-11-01',
    until: 'made until a day: yesterday',
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
    'Quotation marks keep words together; a minus leaves out; a comma within a value means “or”: status:failed,cancelled.',
  problems: {
    unknown_field: 'There is no field “{{name}}”, so this is looked for as words.',
    empty_value: 'Nothing stands after “{{name}}:” yet.',
    unknown_value: '“{{value}}” means nothing after “{{name}}:”. Write, for example: {{expected}}.',
    no_words: '“{{value}}” holds no letter or digit, so it cannot be looked for.',
  },
}
