import type { Page } from '@playwright/test'
import { expect, isLive, openLink, test } from './drivers/fixtures.ts'
import { seededTest } from './drivers/seeded.ts'
import { ACTIVITY, COMPOSER, LIBRARY, QUEUE, SETTINGS, visit } from './drivers/tour.ts'
import { ENGLISH, GERMAN } from './drivers/words.ts'

type Texts = Record<string, string>

/** Every text by its path. */
const flatten = (texts: object, path = ''): Texts =>
  Object.assign(
    {},
    ...Object.entries(texts).map(([key, value]) =>
      typeof value === 'string' ? { [`${path}${key}`]: value } : flatten(value as object, `${path}${key}.`),
    ),
  ) as Texts

const WORDS = /\{\{[\w, ]+\}\}/g
/** What a text looks like once its places are filled. */
const shapeOf = (text: string): RegExp =>
  new RegExp(
    `^${text
      .split(WORDS)
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.+')}$`,
    's',
  )
const isWord = (text: string): boolean => /\p{L}{4}/u.test(text.replaceAll(WORDS, ''))

const english = flatten(ENGLISH)
const german = flatten(GERMAN)
const germanTexts = new Set(Object.values(german))
/** Words that are the same in both, or German words that look like English ones, prove nothing. */
const suspects = Object.entries(english)
  .filter(([key, text]) => isWord(text) && german[key] !== text && !germanTexts.has(text))
  .map(([key, text]) => ({ key, shape: shapeOf(text) }))
const germanShapes = Object.values(german).filter(isWord).map(shapeOf)

/** Everything that can be read or heard on the page now, but for people's own texts and the names of keys. */
const textsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const isThere = (element: Element): boolean =>
      element.checkVisibility() && element.closest('[dir="auto"], kbd') === null
    const found: string[] = []
    for (const element of document.body.querySelectorAll('*')) {
      if (!isThere(element)) continue
      for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext', 'aria-roledescription'])
        found.push(element.getAttribute(name) ?? '')
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) found.push(node.textContent ?? '')
    }
    return [...new Set(found.map((text) => text.trim()).filter((text) => text !== ''))]
  })

const englishIn = (texts: readonly string[]): string[] =>
  texts.flatMap((text) => {
    const suspect = suspects.find(({ shape }) => shape.test(text))
    if (suspect === undefined || germanShapes.some((shape) => shape.test(text))) return []
    return [`${suspect.key}: ${text}`]
  })

test.describe('the check itself', () => {
  test('knows English from German', () => {
    expect(englishIn([ENGLISH.queue.empty.firstTitle, 'about 3 min left', '12 running'])).toHaveLength(3)
    expect(englishIn([GERMAN.queue.empty.firstTitle, GERMAN.shell.navigation, 'Status'])).toEqual([])
  })
})

seededTest.describe('in German', () => {
  seededTest.use({ locale: 'de-DE' })
  const groups = { queue: QUEUE, composer: COMPOSER, library: LIBRARY, rest: [...ACTIVITY, ...SETTINGS] }
  for (const [group, places] of Object.entries(groups)) {
    seededTest(`${group}: not one English text is left`, async ({ page, seeded }) => {
      await openLink(page, seeded)
      await expect(page.locator('html')).toHaveAttribute('lang', 'de')
      await visit(page, GERMAN, places, async (place) => {
        expect.soft(englishIn(await textsOf(page)), place).toEqual([])
      })
    })
  }
})

test('another language acts at once, and survives a reload', async ({ page, server }) => {
  await openLink(page, server)
  await page.keyboard.press('4')
  await page
    .getByRole('navigation', { name: ENGLISH.settings.pagesLabel })
    .getByRole('button', { name: ENGLISH.settings.pages.appearance })
    .click()
  await page.getByRole('button', { name: 'Deutsch' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await expect(page.getByRole('navigation', { name: GERMAN.settings.pagesLabel })).toBeVisible()
  await expect
    .poll(async () => JSON.stringify((await server.rpc('layout.get', { key: 'workbench' })).value))
    .toContain('"language":"de"')
  await page.reload()
  await isLive(page)
  await expect(page.getByRole('heading', { name: GERMAN.shell.settings, level: 1 })).toBeAttached()
  expect(englishIn(await textsOf(page))).toEqual([])
})
