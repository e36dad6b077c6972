import type { quit as english } from '../en/quit.ts'

export const quit: typeof english = {
  question: 'Beenden, während noch Videos unterwegs sind?',
  rendering_one: '1 Video entsteht beim Anbieter weiter; Dailies holt es beim nächsten Start',
  rendering_other: '{{count}} Videos entstehen beim Anbieter weiter; Dailies holt sie beim nächsten Start',
  expiry_one: 'es läuft in {{time}} ab',
  expiry_other: 'eines läuft in {{time}} ab',
  downloading_one: '1 Download hält hier an und geht beim nächsten Start weiter',
  downloading_other: '{{count}} Downloads halten hier an und gehen beim nächsten Start weiter',
  submitting_one: '1 Anfrage wartet noch auf ihre Antwort; Dailies prüft beim nächsten Start, ob sie angekommen ist',
  submitting_other:
    '{{count}} Anfragen warten noch auf ihre Antwort; Dailies prüft beim nächsten Start, ob sie angekommen sind',
  queued_one: '1 wartender Auftrag wird nach dem nächsten Start gesendet',
  queued_other: '{{count}} wartende Aufträge werden nach dem nächsten Start gesendet',
  minutes: '{{count}} Min.',
  hours: '{{count}} Std.',
  days_one: '1 Tag',
  days_other: '{{count}} Tagen',
  quit: 'Beenden',
  keepRunning: 'Weiterlaufen lassen',
}
