import type { Locator, Page } from '@playwright/test'
import type { English } from '../../../renderer/src/i18n/en/index.ts'
import { rowOf } from './fixtures.ts'

/** A look at one place of the screen, whose words are the present language's. */
export interface Place {
  name: string
  open(page: Page, words: English): Promise<void>
  /** Leaves it as it was found; by default whatever lies over the view is closed. */
  close?(page: Page, words: English): Promise<void>
}

const escape = (page: Page): Promise<void> => page.keyboard.press('Escape')
const nothing = async (): Promise<void> => {}

const named = (text: string): RegExp => new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)
export const showView = async (page: Page, words: English, view: 'queue' | 'library' | 'activity' | 'settings') => {
  const navigation = page.getByRole('navigation', { name: words.shell.navigation })
  await navigation.getByRole('button', { name: named(words.shell[view]) }).click()
  await page.getByRole('main', { name: words.shell[view] }).waitFor()
}
const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name: named(name) })
const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })
/** Not a message in passing, which is a dialog to screen readers too. */
const dialog = (page: Page): Locator => page.locator('[role="dialog"]:not([data-toast])').first()
const prompt = (page: Page): Locator => page.locator('#composer-prompt')
const composer = (page: Page, words: English): Locator => page.getByRole('region', { name: words.shell.composer })

const inspects = (text: string, which: 'overview' | 'timeline' | 'files' = 'overview'): Place['open'] => {
  return async (page, words) => {
    await tab(page, words.queue.tabs.all).click()
    await rowOf(page, text).locator('p').first().click()
    const inspector = page.getByRole('complementary', { name: words.shell.inspector })
    await inspector.getByRole('tab', { name: words.inspector.tabs[which] }).click()
    await inspector.getByRole('group', { name: words.inspector.tabs[which] }).waitFor()
  }
}

export const QUEUE: readonly Place[] = [
  {
    name: 'every state',
    open: async (page, words) => {
      await showView(page, words, 'queue')
      await tab(page, words.queue.tabs.all).click()
      await rowOf(page, 'Still being made').waitFor()
    },
    close: nothing,
  },
  { name: 'what waits', open: async (page, words) => tab(page, words.queue.tabs.waiting).click(), close: nothing },
  {
    name: 'nothing to see',
    open: async (page, words) => {
      await tab(page, words.queue.tabs.failed).click()
      await page.getByRole('combobox', { name: words.queue.search }).fill('nowhere')
      await page.getByRole('heading', { name: words.queue.empty.searchTitle }).waitFor()
    },
    close: async (page, words) => {
      await page.getByRole('combobox', { name: words.queue.search }).fill('')
      await escape(page)
      await tab(page, words.queue.tabs.all).click()
    },
  },
  { name: 'a question', open: inspects('Its answer was lost'), close: nothing },
  { name: 'a refusal', open: inspects('[moderation]'), close: nothing },
  { name: 'what runs', open: inspects('Still being made'), close: nothing },
  { name: 'a take', open: inspects('A lighthouse'), close: nothing },
  { name: 'its timeline', open: inspects('A lighthouse', 'timeline'), close: nothing },
  { name: 'its file', open: inspects('A lighthouse', 'files'), close: nothing },
  {
    name: 'several chosen',
    open: async (page) => {
      await rowOf(page, 'First in line').locator('p').first().click()
      await rowOf(page, 'Third in line')
        .locator('p')
        .first()
        .click({ modifiers: ['Shift'] })
    },
    close: async (page) => escape(page),
  },
  {
    name: 'the menu of a row',
    open: async (page, words) => {
      await rowOf(page, 'First in line').getByRole('button', { name: words.queue.row.menu }).click()
      await page.getByRole('menu').waitFor()
    },
  },
  {
    name: 'the editor of a queued job',
    open: async (page, words) => {
      await rowOf(page, 'First in line').getByRole('button', { name: words.queue.row.menu }).click()
      await page.getByRole('menuitem', { name: words.jobs.verbs.edit }).click()
      await dialog(page).waitFor()
    },
  },
  {
    name: 'the pause menu',
    open: async (page, words) => {
      await button(page, words.queue.pause.button).click()
      await dialog(page).waitFor()
    },
  },
  {
    name: 'the grouping',
    open: async (page, words) => {
      await button(page, words.queue.groupings.batch).click()
      await page.getByRole('menu').waitFor()
    },
  },
  {
    name: 'suggestions',
    open: async (page, words) => {
      await page.getByRole('combobox', { name: words.queue.search }).click()
      await page.getByRole('listbox').waitFor()
    },
  },
]

const setMode = async (page: Page, words: English, mode: 'prompt' | 'lines' | 'table'): Promise<void> =>
  composer(page, words).getByRole('button', { name: words.compose.mode[mode], exact: true }).click()
const showPanel = async (page: Page, words: English): Promise<void> => {
  const toggle = button(page, words.compose.showPanel)
  if (await toggle.isVisible()) await toggle.click()
  await page.getByRole('region', { name: words.compose.panel.title }).waitFor()
}

export const COMPOSER: readonly Place[] = [
  {
    name: 'alternatives and variables',
    open: async (page, words) => {
      await showView(page, words, 'queue')
      await setMode(page, words, 'prompt')
      await showPanel(page, words)
      await prompt(page).fill('A {red|blue} kite with {hero} over {list:places} and {list:none}')
    },
    close: nothing,
  },
  {
    name: 'a prompt a line',
    open: async (page, words) => {
      await setMode(page, words, 'lines')
      await prompt(page).fill('One\nTwo {\nThree')
      await page.getByRole('region', { name: words.compose.panel.title }).getByText('Three').first().waitFor()
    },
    close: nothing,
  },
  {
    name: 'no table yet',
    open: async (page, words) => {
      await setMode(page, words, 'table')
      await showPanel(page, words)
    },
    close: nothing,
  },
  {
    name: 'rows of a table',
    open: async (page, words) => {
      await prompt(page).fill('')
      await page
        .getByRole('textbox', { name: words.compose.table.paste })
        .fill('Prompt,seconds,mood\nA fox,4,calm\nA hare,x,wild\nAn owl,8,dark')
      await page.getByRole('table').waitFor()
    },
    close: async (page, words) => {
      await button(page, words.compose.table.remove).click()
      await setMode(page, words, 'prompt')
      await button(page, words.compose.hidePanel).click()
    },
  },
  {
    name: 'templates',
    open: async (page, words) => {
      await button(page, words.compose.templates).click()
      await page.getByRole('button', { name: /^Slow push-in/ }).waitFor()
    },
  },
  {
    name: 'saving a template',
    open: async (page, words) => {
      await button(page, words.compose.templates).click()
      await button(page, words.compose.templateBox.save).click()
      await page.getByRole('textbox', { name: words.compose.templateBox.name }).waitFor()
    },
    close: async (page) => {
      await escape(page)
      await escape(page)
    },
  },
  {
    name: 'prompts used before',
    open: async (page, words) => {
      await button(page, words.compose.history).click()
      await page.getByText('A night market in the rain').waitFor()
    },
  },
  {
    name: 'lists',
    open: async (page, words) => {
      await showPanel(page, words)
      await button(page, words.compose.panel.lists).click()
      await dialog(page).waitFor()
    },
  },
  {
    name: 'a take to start from',
    open: async (page, words) => {
      await prompt(page).fill('')
      await rowOf(page, 'A lighthouse').getByRole('button', { name: words.queue.row.menu }).click()
      await page.getByRole('menuitem', { name: words.jobs.verbs.remix }).click()
      await composer(page, words).getByText(words.compose.parent.remix).first().waitFor()
    },
    close: async (page, words) => button(page, words.compose.removeParent).click(),
  },
]

export const LIBRARY: readonly Place[] = [
  {
    name: 'pictures',
    open: async (page, words) => {
      await showView(page, words, 'library')
      await button(page, words.library.grid).click()
      await rowOf(page, 'A lighthouse').waitFor()
    },
    close: nothing,
  },
  {
    name: 'the filter',
    open: async (page, words) => {
      await button(page, words.library.filter.open).click()
      await dialog(page).waitFor()
    },
  },
  {
    name: 'the order',
    open: async (page, words) => {
      await page.getByRole('button', { name: named(words.library.sort.open.split('{{')[0] ?? '') }).click()
      await page.getByRole('menu').or(dialog(page)).first().waitFor()
    },
  },
  {
    name: 'the menu of a take',
    open: async (page) => {
      await rowOf(page, 'A lighthouse').click({ button: 'right' })
      await page.getByRole('menu').waitFor()
    },
  },
  {
    name: 'the player',
    open: async (page) => {
      await rowOf(page, 'A lighthouse').dblclick()
      await dialog(page).getByRole('slider').first().waitFor()
      await page.keyboard.press('k')
    },
  },
  {
    name: 'nothing that fits',
    open: async (page, words) => {
      await page.getByRole('combobox', { name: words.library.search }).fill('nowhere model:x')
      await page.getByRole('heading', { name: words.library.empty.filteredTitle }).waitFor()
    },
    close: async (page, words) => {
      await page.getByRole('combobox', { name: words.library.search }).fill('')
      await escape(page)
      await rowOf(page, 'A lighthouse').waitFor()
    },
  },
  {
    name: 'rows',
    open: async (page, words) => {
      await button(page, words.library.list).click()
      await rowOf(page, 'A lighthouse').waitFor()
    },
    close: async (page, words) => button(page, words.library.grid).click(),
  },
  {
    name: 'the trash',
    open: async (page, words) => {
      await tab(page, words.library.trash).click()
      await rowOf(page, 'An old projector').waitFor()
    },
    close: nothing,
  },
  {
    name: 'removing for good',
    open: async (page, words) => {
      await button(page, words.library.bin.empty).click()
      await dialog(page).waitFor()
    },
    close: async (page, words) => {
      await escape(page)
      await tab(page, words.library.takes).click()
    },
  },
]

const activity = (which: keyof English['activity']['tabs']): Place => ({
  name: `activity, ${which}`,
  open: async (page, words) => {
    await showView(page, words, 'activity')
    await tab(page, words.activity.tabs[which]).click()
    await page.getByRole('tabpanel').waitFor()
  },
  close: nothing,
})
const settings = (which: keyof English['settings']['pages']): Place => ({
  name: `settings, ${which}`,
  open: async (page, words) => {
    await showView(page, words, 'settings')
    const pages = page.getByRole('navigation', { name: words.settings.pagesLabel })
    await pages.getByRole('button', { name: words.settings.pages[which] }).click()
    await page.getByRole('main').getByRole('heading', { level: 2 }).first().waitFor()
  },
  close: nothing,
})

export const ACTIVITY: readonly Place[] = [
  activity('notices'),
  activity('events'),
  activity('polling'),
  activity('log'),
]

export const SETTINGS: readonly Place[] = [
  settings('storage'),
  settings('notifications'),
  settings('appearance'),
  settings('shortcuts'),
  settings('diagnostics'),
  settings('accounts'),
  {
    name: 'an account of a provider',
    open: async (page) => page.getByRole('button', { name: /^Far away/ }).click(),
    close: nothing,
  },
  {
    name: 'a new account',
    open: async (page, words) => {
      await button(page, words.settings.accounts.add).click()
      await page.getByRole('radio').or(page.getByRole('textbox')).first().waitFor()
    },
    close: nothing,
  },
  {
    name: 'the palette',
    open: async (page) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('option').first().waitFor()
    },
  },
  {
    name: 'the sheet of shortcuts',
    open: async (page) => {
      await page.keyboard.press('F1')
      await dialog(page).waitFor()
    },
  },
]

/** Goes from place to place and looks at each. */
export const visit = async (
  page: Page,
  words: English,
  places: readonly Place[],
  look: (place: string) => Promise<void>,
): Promise<void> => {
  for (const { name, open, close = (on: Page) => escape(on) } of places) {
    await open(page, words)
    await look(name)
    await close(page, words)
  }
}
