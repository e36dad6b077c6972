import type { chosen as english } from '../en/chosen.ts'
import type { Translation } from '../translation.ts'

export const chosen: Translation<typeof english> = {
  label: 'Ausgewählte Aufträge',
  count_one: '{{formatted}} ausgewählt',
  count_other: '{{formatted}} ausgewählt',
  chooseAll: 'Alle {{formatted}} auswählen',
  clear: 'Auswahl aufheben',
  retry: '{{formatted}} wiederholen',
  cancel: '{{formatted}} abbrechen',
  giveUp_one: '{{formatted}} Auftrag aufgeben',
  giveUp_other: '{{formatted}} Aufträge aufgeben',
  giveUpNote:
    'Aufgeben sendet nichts: Sie gelten als fehlgeschlagen. Was der Anbieter davon gemacht hat, wird vielleicht berechnet.',
  toFront: 'An den Anfang',
  toEnd: 'Ans Ende',
  trash: 'In den Papierkorb: {{formatted}}',
  counting: 'Wird gezählt …',
}
