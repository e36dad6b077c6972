import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, isLive, openLink, test } from './drivers/fixtures.ts'
import { seededTest } from './drivers/seeded.ts'
import { ACTIVITY, COMPOSER, LIBRARY, QUEUE, SETTINGS, visit, type Place } from './drivers/tour.ts'
import { ENGLISH } from './drivers/words.ts'

/** WCAG 2.2, A and AA, as far as a program can tell: without a single violation, in both themes. */

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Sentinels around popups that hand the keyboard on the moment they get it; a program takes them for hidden controls. */
const GUARDS = '[data-base-ui-focus-guard]'

/** The themes differ in nothing but colours, so the second look is at those. */
const LOOKS = {
  dark: { type: 'tag', values: RULES },
  light: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
} as const

/** Colours fade from one theme into the other: half way, nothing has the contrast that it has in either. */
const coloursSettle = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    // The first frame begins the transitions, so that there is something to wait for.
    await new Promise(requestAnimationFrame)
    await new Promise(requestAnimationFrame)
    const transitions = document.getAnimations().filter((animation) => animation instanceof CSSTransition)
    await Promise.allSettled(transitions.map(({ finished }) => finished))
  })

const look = async (page: Page, place: string): Promise<void> => {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await coloursSettle(page)
    const { type, values } = LOOKS[colorScheme]
    // Describing what is well takes longer than finding what is not.
    const options = { runOnly: { type, values: [...values] }, resultTypes: ['violations' as const] }
    const { violations } = await new AxeBuilder({ page }).options(options).exclude(GUARDS).analyze()
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary = '' }) => `${id} ${target.join(' ')}: ${failureSummary}`),
    )
    expect.soft(found, `${place}, ${colorScheme}`).toEqual([])
  }
}

const GROUPS: Record<string, readonly Place[]> = {
  queue: QUEUE,
  composer: COMPOSER,
  library: LIBRARY,
  activity: ACTIVITY,
  'settings and overlays': SETTINGS,
}

for (const [group, places] of Object.entries(GROUPS)) {
  seededTest(`${group}: every place is accessible in both themes`, async ({ page, seeded }) => {
    // What fades in is looked at when it is there.
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await openLink(page, seeded)
    await visit(page, ENGLISH, places, (place) => look(page, place))
  })
}

seededTest('the views stay accessible and usable at 200 % zoom', async ({ page, seeded }) => {
  await page.setViewportSize({ width: 640, height: 400 })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await openLink(page, seeded)
  for (const view of ['Queue', 'Library', 'Activity', 'Settings']) {
    await page
      .getByRole('navigation', { name: 'Main navigation' })
      .getByRole('button', { name: new RegExp(`^${view}`) })
      .click()
    await expect(page.getByRole('main', { name: view })).toBeVisible()
    await look(page, `${view} at 200 %`)
    // Nothing is cut off sideways: the page itself never scrolls.
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640)
  }
})

seededTest('the page of all components is accessible, at rest and in motion', async ({ page, seeded }) => {
  await openLink(page, seeded)
  await page.goto(`${seeded.origin()}/gallery.html`)
  await page.getByRole('main').waitFor()
  await look(page, 'the components')
})

test('a fresh install and a page without a session are accessible', async ({ page, server }) => {
  await openLink(page, server)
  await expect(page.getByRole('heading', { name: 'Nothing queued yet' })).toBeVisible()
  await look(page, 'nothing queued yet')
  await page.keyboard.press('2')
  await expect(page.getByRole('heading', { name: 'No takes yet' })).toBeVisible()
  await look(page, 'no takes yet')
})

test.describe('without a session', () => {
  test.use({ expectedErrors: /status of 401/ })

  test('the locked page is accessible', async ({ page, server }) => {
    await page.goto(server.origin())
    await expect(page.getByRole('heading', { name: 'Open Dailies with its link' })).toBeVisible()
    await look(page, 'the locked page')
  })
})

test('who wants no motion gets none', async ({ page, server }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await openLink(page, server)
  await page.keyboard.press('Control+k')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Escape')
  const moving = () =>
    page.evaluate(
      () =>
        document.getAnimations().filter(({ effect }) => Number(effect?.getComputedTiming().duration ?? 0) > 0).length,
    )
  expect(await moving()).toBe(0)
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await isLive(page)
})
