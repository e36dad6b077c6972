import { expect, isLive, openLink, queuePrompt, reaches, test } from './drivers/fixtures.ts'

test('a draft and its settings survive a reload', async ({ page, server }) => {
  await openLink(page, server)
  await page.getByLabel('Prompt', { exact: true }).fill('Half a thought')
  await page.getByLabel('Length').selectOption('8')
  await page.getByLabel('Size').selectOption('720x1280')
  await page.getByLabel('Takes').fill('2')
  await page.reload()
  await isLive(page)
  await expect(page.getByLabel('Prompt', { exact: true })).toHaveValue('Half a thought')
  await expect(page.getByLabel('Length')).toHaveValue('8')
  await expect(page.getByLabel('Size')).toHaveValue('720x1280')
  await expect(page.getByLabel('Takes')).toHaveValue('2')
})

test('the whole way works by keyboard: queue, queue first, play, pause, close', async ({ page, server }) => {
  await openLink(page, server)
  await page.getByRole('button', { name: 'Pause queue' }).click()
  const prompt = page.getByLabel('Prompt', { exact: true })
  await prompt.focus()
  for (const [text, keys] of [
    ['Second in line', 'Control+Enter'],
    ['First in line', 'Control+Shift+Enter'],
  ] as const) {
    await page.keyboard.type(text)
    await page.keyboard.press(keys)
    await expect(prompt).toHaveValue('')
  }
  await expect(page.getByRole('listitem')).toHaveCount(2)
  await page.getByRole('button', { name: 'Resume queue' }).first().press('Enter')
  const row = page.getByRole('listitem').filter({ hasText: 'First in line' })
  await reaches(row, 'completed')

  const play = row.getByRole('button', { name: 'Play', exact: true })
  await play.press('Enter')
  const video = page.locator('video')
  const isPaused = () => video.evaluate((player: HTMLVideoElement) => player.paused)
  await expect.poll(isPaused).toBe(false)
  await page.keyboard.press('Space')
  await expect.poll(isPaused).toBe(true)
  await page.keyboard.press('Escape')
  await expect(video).toHaveCount(0)
  await expect(play).toBeFocused()
})

test('an empty prompt is refused at its field and nothing is queued', async ({ page, server }) => {
  await openLink(page, server)
  await page.getByRole('button', { name: 'Queue', exact: true }).click()
  const prompt = page.getByLabel('Prompt', { exact: true })
  await expect(prompt).toBeFocused()
  await expect(prompt).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByText('Write a prompt first.')).toBeVisible()
  await expect(page.getByRole('listitem')).toHaveCount(0)
})

test('what the host refuses is shown at the field it names, and the draft stays', async ({ page, server }) => {
  await openLink(page, server)
  const prompt = page.getByLabel('Prompt', { exact: true })
  const tooLong = 'x'.repeat(32_001)
  await prompt.fill(tooLong)
  await page.getByRole('button', { name: 'Queue', exact: true }).click()
  await expect(prompt).toHaveAttribute('aria-invalid', 'true')
  await expect(prompt).toHaveValue(tooLong)
  await expect(page.getByRole('listitem')).toHaveCount(0)
})

test('several takes of one prompt are several jobs', async ({ page, server }) => {
  await openLink(page, server)
  await page.getByLabel('Takes').fill('3')
  await queuePrompt(page, 'Three of a kind')
  await expect(page.getByRole('listitem')).toHaveCount(3)
  await expect(page.getByLabel('Takes')).toHaveValue('1')
})
