import type { decision as english } from '../en/decision.ts'
import type { Translation } from '../translation.ts'

export const decision: Translation<typeof english> = {
  question: 'Dailies hat dies gesendet und nie eine Antwort bekommen. Läuft es?',
  context: 'Gesendet über {{account}} um {{moment}}, Versuch {{attempt}}.',
  advice:
    'Der Anbieter arbeitet vielleicht daran und berechnet es vielleicht. Sieh in seiner eigenen Liste nach und entscheide dann.',
  seen: 'Was zu sehen war: {{message}}',
  resubmit: 'Es kam nicht an: noch einmal senden',
  resubmitNote: 'Eine neue Anfrage geht hinaus. Kam die erste doch an, zahlst du doppelt.',
  resubmitPrice: 'Eine neue Anfrage geht hinaus, für etwa {{price}}. Kam die erste doch an, zahlst du doppelt.',
  attach: 'Es ist da: Ich habe die Kennung',
  attachNote: 'Nichts wird noch einmal gesendet. Dailies beobachtet dieses Video und lädt es.',
  attachId: 'Kennung dieses Videos beim Anbieter',
  attachDo: 'Diese Kennung beobachten',
  giveUp: 'Aufgeben',
  giveUpNote:
    'Nichts wird gesendet. Der Auftrag gilt als fehlgeschlagen; hat der Anbieter das Video gemacht, wird es vielleicht berechnet.',
}
