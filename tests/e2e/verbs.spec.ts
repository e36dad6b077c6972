import type { Page } from '@playwright/test'
import { UNTIL_TOLD_MS } from './drivers/clipProvider.ts'
import {
  expect,
  inspector,
  openLink,
  pauseQueue,
  promptField,
  queuePrompt,
  reaches,
  rowOf,
  rows,
  tab,
  test,
} from './drivers/fixtures.ts'

/** A message in passing; an urgent one is read out by an alert of its own, and its buttons are for F6. */
const toast = (page: Page) =>
  page.getByRole('dialog', { includeHidden: true }).or(page.getByRole('alertdialog', { includeHidden: true }))

test.describe('with the demo provider', () => {
  test('a moderation refusal says who refused, what became of the money, and what to do next', async ({
    page,
    server,
  }) => {
    await openLink(page, server)
    const row = await queuePrompt(page, 'Something refused [moderation]')
    await reaches(row, 'failed')
    await row.click()
    const details = inspector(page)
    await expect(details.getByRole('heading', { name: 'The provider refused' })).toBeVisible()
    await expect(details).toContainText('charged')
    await expect(details).toContainText('Change the prompt and queue it again.')

    await details.getByRole('button', { name: 'Change and queue again' }).click()
    await expect(promptField(page)).toBeFocused()
    await expect(promptField(page)).toHaveValue('Something refused [moderation]')
  })

  test('a failed job is retried as a new attempt of the same job', async ({ page, server }) => {
    await openLink(page, server)
    const row = await queuePrompt(page, 'Breaks on purpose [fail]')
    await reaches(row, 'failed')
    const jobId = await row.getAttribute('data-job-id')
    await row.getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Retry' }).click()
    await expect.poll(async () => (await server.rpc('jobs.get', { jobId: jobId ?? '' })).attempts).toBe(2)
    await reaches(row, 'failed')
    await expect(row).toHaveAttribute('data-job-id', jobId ?? '')
    await expect(rows(page)).toHaveCount(1)
  })

  test('all failed jobs are retried at once', async ({ page, server }) => {
    const prompts = ['One [fail]', 'Two [fail]']
    await server.rpc('jobs.createMany', { items: prompts.map((prompt) => ({ prompt })), requestId: 'some fail' })
    await openLink(page, server)
    await expect(tab(page, 'Failed', 2)).toBeVisible({ timeout: 45_000 })
    await tab(page, 'Failed').click()
    await page.getByRole('button', { name: 'Retry all 2 failed' }).click()
    await expect
      .poll(async () =>
        (await server.rpc('jobs.list', {})).items.map(({ attempts }) => attempts).toSorted((a, b) => a - b),
      )
      .toEqual([2, 2])
  })
})

test.describe('with a provider of clips', () => {
  test.use({ clipAfterMs: 150 })

  test('a queued job is cancelled free of charge, can be taken back, and can be retried', async ({ page, server }) => {
    await openLink(page, server)
    await pauseQueue(page)
    const row = await queuePrompt(page, 'Changed my mind')
    await row.getByRole('button', { name: 'Cancel' }).click()
    await reaches(row, 'cancelled')
    await expect(page.getByText('1 queued job cancelled. Nothing of it had been sent.').first()).toBeVisible()
    await toast(page).filter({ hasText: 'cancelled' }).getByRole('button', { name: 'Undo' }).click()
    await reaches(row, 'queued')
    await row.getByRole('button', { name: 'Cancel' }).click()
    await reaches(row, 'cancelled')
    await row.getByRole('button', { name: 'Retry' }).click()
    await reaches(row, 'queued')
    await page.getByRole('button', { name: 'Resume' }).first().click()
    await reaches(row, 'completed')
  })

  test.describe('while a job runs', () => {
    test.use({ clipAfterMs: UNTIL_TOLD_MS })

    test('a cancel tells that the provider goes on and may bill, and the take can still be fetched', async ({
      page,
      server,
      clips,
    }) => {
      await openLink(page, server)
      const row = await queuePrompt(page, 'Already on its way')
      await reaches(row, 'generating')
      await row.getByRole('button', { name: 'Cancel' }).click()
      await reaches(row, 'cancelled')
      const said = toast(page).filter({ hasText: /may still/ })
      await expect(said).toBeVisible()
      await said.getByRole('button', { name: 'Dismiss', includeHidden: true }).click()
      await expect(said).toHaveCount(0)
      clips.finishAll()
      await row.getByRole('button', { name: 'More actions' }).click()
      await page.getByRole('menuitem', { name: 'Check again' }).click()
      await reaches(row, 'completed')
      expect(clips.creates()).toBe(1)
    })
  })

  test('tabs and search find jobs, and an empty result offers the way back', async ({ page, server }) => {
    await openLink(page, server)
    await queuePrompt(page, 'Foxes on a snowy road')
    await reaches(await queuePrompt(page, 'A night market in the rain'), 'completed')
    const search = page.getByRole('combobox', { name: 'Search the queue' })
    await search.fill('foxes')
    await expect(rows(page)).toHaveCount(1)
    await tab(page, 'Failed').click()
    await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible()
    await expect(page.getByText('No job here fits “foxes”.')).toBeVisible()
    await page.getByRole('button', { name: 'Show all jobs' }).click()
    await expect(rows(page)).toHaveCount(2)
    await expect(search).toHaveValue('')
  })
})

test.describe('when the answer to a paid request was lost', () => {
  test.use({ isProviderLosing: true })

  test('the person is asked, and each answer does what it says', async ({ page, server, provider }) => {
    if (provider === null) throw new Error('This test needs the losing provider.')
    await openLink(page, server)
    for (const prompt of ['Lost and sent again', 'Lost and given up', 'Lost and found'])
      await reaches(await queuePrompt(page, prompt), 'needs_attention')
    expect(provider.creates()).toBe(3)

    const question = inspector(page).getByRole('region', { name: 'Dailies sent this and never heard back.' })
    const decide = async (prompt: string): Promise<void> => {
      await rowOf(page, prompt).getByRole('button', { name: 'Decide…' }).click()
      await expect(question).toBeFocused()
      await expect(question).toContainText('you are charged twice')
    }
    await decide('Lost and given up')
    await question.getByRole('button', { name: 'Give it up' }).click()
    await reaches(rowOf(page, 'Lost and given up'), 'failed')

    await decide('Lost and found')
    await question.getByRole('button', { name: 'It is there: I have its id' }).click()
    await question.getByRole('textbox', { name: 'The provider’s id of this video' }).fill('video_found')
    await question.getByRole('button', { name: 'Watch this id' }).click()
    await reaches(rowOf(page, 'Lost and found'), 'generating')
    expect(provider.creates()).toBe(3)

    provider.recover()
    await decide('Lost and sent again')
    await question.getByRole('button', { name: 'It did not arrive: send it again' }).click()
    await reaches(rowOf(page, 'Lost and sent again'), 'generating')
    expect(provider.creates()).toBe(4)
  })
})
