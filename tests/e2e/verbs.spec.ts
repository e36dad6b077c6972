import { expect, openLink, queuePrompt, reaches, rowOf, test } from './drivers/fixtures.ts'

test.describe('with the demo provider', () => {
  test('a moderation refusal says who refused, what became of the money, and what to do next', async ({
    page,
    server,
  }) => {
    await openLink(page, server)
    const row = await queuePrompt(page, 'Something refused [moderation]')
    await reaches(row, 'failed')
    await expect(row).toContainText('The provider:')
    await expect(row).toContainText('charged')
    await expect(row).toContainText('Change the prompt and queue it again.')

    await row.getByRole('button', { name: 'Use this prompt again' }).click()
    const prompt = page.getByLabel('Prompt', { exact: true })
    await expect(prompt).toBeFocused()
    await expect(prompt).toHaveValue('Something refused [moderation]')
  })

  test('a failed job is retried as a new attempt of the same job', async ({ page, server }) => {
    await openLink(page, server)
    const row = await queuePrompt(page, 'Breaks on purpose [fail]')
    await reaches(row, 'failed')
    const jobId = await row.getAttribute('data-job-id')
    await row.getByRole('button', { name: 'Retry' }).click()
    await expect(row).toContainText('attempt 2')
    await reaches(row, 'failed')
    expect(await row.getAttribute('data-job-id')).toBe(jobId)
    await expect(page.getByRole('listitem')).toHaveCount(1)
  })

  test('a cancelled job says whether it may still bill, and can be retried', async ({ page, server }) => {
    await openLink(page, server)
    await page.getByRole('button', { name: 'Pause queue' }).click()
    const row = await queuePrompt(page, 'Changed my mind')
    await row.getByRole('button', { name: 'Cancel' }).click()
    await reaches(row, 'cancelled')
    await expect(row.getByRole('status')).not.toBeEmpty()
    await row.getByRole('button', { name: 'Retry' }).click()
    await reaches(row, 'queued')
    await page.getByRole('button', { name: 'Resume queue' }).click()
    await reaches(row, 'completed')
  })

  test.describe('while a job runs', () => {
    test.use({ serverOptions: { demoSpeed: 2 } })

    test('a cancel tells that the provider goes on and may bill, and the take can still be fetched', async ({
      page,
      server,
    }) => {
      await openLink(page, server)
      const row = await queuePrompt(page, 'Already on its way')
      await reaches(row, 'generating')
      await row.getByRole('button', { name: 'Cancel' }).click()
      await reaches(row, 'cancelled')
      await expect(row.getByRole('status')).toContainText(/may still/)
      await row.getByRole('status').getByRole('button', { name: 'Dismiss' }).click()
      await expect(row.getByRole('status')).toHaveCount(0)
      await row.getByRole('button', { name: 'Check again' }).click()
      await reaches(row, 'completed')
    })
  })

  test('tabs and search find jobs, and an empty result offers the way back', async ({ page, server }) => {
    await openLink(page, server)
    await queuePrompt(page, 'Foxes on a snowy road')
    await reaches(await queuePrompt(page, 'A night market in the rain'), 'completed')
    await page.getByLabel('Search prompts').fill('foxes')
    await expect(page.getByRole('listitem')).toHaveCount(1)
    await page.getByRole('tab', { name: 'Failed' }).click()
    await expect(page.getByRole('heading', { name: 'Nothing matches “foxes”' })).toBeVisible()
    await page.getByRole('button', { name: 'Show all jobs' }).click()
    await expect(page.getByRole('listitem')).toHaveCount(2)
    await expect(page.getByLabel('Search prompts')).toHaveValue('')
  })
})

test.describe('when the answer to a paid request was lost', () => {
  test.use({ isProviderLosing: true })

  test('the person is asked, and each answer does what it says', async ({ page, server, provider }) => {
    if (provider === null) throw new Error('This test needs the losing provider.')
    await openLink(page, server)
    for (const prompt of ['Lost and sent again', 'Lost and given up', 'Lost and found']) {
      const row = await queuePrompt(page, prompt)
      await expect(row.getByRole('heading', { name: /never got the answer/ })).toBeVisible({ timeout: 60_000 })
      await expect(row.getByRole('button', { name: /may be paid twice/ })).toBeVisible()
    }
    expect(provider.creates()).toBe(3)

    const givenUp = rowOf(page, 'Lost and given up')
    await givenUp.getByRole('button', { name: 'It failed' }).click()
    await reaches(givenUp, 'failed')

    const found = rowOf(page, 'Lost and found')
    await found.getByRole('button', { name: /attach by id/ }).click()
    await found.getByLabel('The provider’s id of this video').fill('video_found')
    await found.getByRole('button', { name: 'Attach', exact: true }).click()
    await reaches(found, 'generating')

    provider.recover()
    const again = rowOf(page, 'Lost and sent again')
    await again.getByRole('button', { name: /may be paid twice/ }).click()
    await reaches(again, 'generating')
    expect(provider.creates()).toBe(4)
  })
})
