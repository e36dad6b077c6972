import type { tray as english } from '../en/tray.ts'

export const tray: typeof english = {
  tooltip: 'Dailies – {{state}}',
  running_one: '{{count, number}} in Arbeit',
  running_other: '{{count, number}} in Arbeit',
  waiting_one: '{{count, number}} wartet',
  waiting_other: '{{count, number}} warten',
  attention_one: '{{count, number}} braucht dich',
  attention_other: '{{count, number}} brauchen dich',
  paused: 'angehalten',
  offline: 'offline',
  idle: 'nichts zu tun',
  decide_one: 'Über {{count, number}} Auftrag entscheiden …',
  decide_other: 'Über {{count, number}} Aufträge entscheiden …',
  more_one: '{{count, number}} weiterer',
  more_other: '{{count, number}} weitere',
  percent: '{{prompt}} – {{percent, number}} %',
  submitting: '{{prompt}} – wird gesendet',
  generating: '{{prompt}} – wird erzeugt',
  downloading: '{{prompt}} – wird heruntergeladen',
}
