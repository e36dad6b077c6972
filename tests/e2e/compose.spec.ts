import {
  choose,
  composer,
  expect,
  inspector,
  isLive,
  openLink,
  pauseQueue,
  promptField,
  queueButton,
  queuePrompt,
  reaches,
  rowOf,
  rows,
  tab,
  test,
} from './drivers/fixtures.ts'

test('a draft and its settings survive a reload', async ({ page, server }) => {
  await openLink(page, server)
  await promptField(page).fill('Half a thought')
  await choose(page, 'Length', '8 s')
  await choose(page, 'Size', '720 × 1280')
  const takes = composer(page).getByRole('textbox', { name: 'Takes of each prompt' })
  await takes.fill('2')
  await expect(queueButton(page)).toHaveText('Queue 2 takes')
  await page.reload()
  await isLive(page)
  await expect(promptField(page)).toHaveValue('Half a thought')
  await expect(composer(page).getByRole('combobox', { name: 'Length' })).toHaveText('8 s')
  await expect(composer(page).getByRole('combobox', { name: 'Size' })).toHaveText('720 × 1280')
  await expect(takes).toHaveValue('2')
})

test('an empty prompt is refused at its field and nothing is queued', async ({ page, server }) => {
  await openLink(page, server)
  await queueButton(page).click()
  const prompt = promptField(page)
  await expect(prompt).toBeFocused()
  await expect(prompt).toHaveAttribute('aria-invalid', 'true')
  await expect(prompt).toHaveAccessibleDescription('Write a prompt first.')
  await expect(rows(page)).toHaveCount(0)
})

test('a prompt that the model does not take is refused where it stands, and the draft stays', async ({
  page,
  server,
}) => {
  await openLink(page, server)
  const prompt = promptField(page)
  const tooLong = 'x'.repeat(32_001)
  await prompt.fill(tooLong)
  await expect(composer(page).getByText(/The prompt has 32,?001 characters; .* takes at most 32,?000/)).toBeVisible()
  await queueButton(page).click()
  await expect(prompt).toHaveValue(tooLong)
  await expect(prompt).toHaveAccessibleDescription(/takes at most 32,?000/)
  expect((await server.rpc('jobs.list', {})).items).toEqual([])
})

test('several takes of one prompt are several jobs of one batch', async ({ page, server }) => {
  await openLink(page, server)
  await pauseQueue(page)
  const takes = composer(page).getByRole('textbox', { name: 'Takes of each prompt' })
  await takes.fill('3')
  await queuePrompt(page, 'Three of a kind')
  await expect(rows(page)).toHaveCount(3)
  await expect(page.getByText(/\d of 3 finished/)).toBeVisible()
  await expect(takes).toHaveValue('1')
})

test('alternatives say how many takes they make, and become just those', async ({ page, server }) => {
  await openLink(page, server)
  await pauseQueue(page)
  await promptField(page).fill('A {red|blue} kite over a {beach|city|field}')
  await expect(queueButton(page)).toHaveText('Queue 6 takes')
  await expect(composer(page).getByText('6 takes: 2 × 3')).toBeVisible()
  await queueButton(page).click()
  await expect(tab(page, 'Waiting', 6)).toBeVisible()
  const { items } = await server.rpc('jobs.list', {})
  expect(items.map(({ prompt }) => prompt).toSorted()).toEqual(
    ['red', 'blue']
      .flatMap((colour) => ['beach', 'city', 'field'].map((place) => `A ${colour} kite over a ${place}`))
      .toSorted(),
  )
})

test('queueing can be taken back, and the text comes back with it', async ({ page, server }) => {
  await openLink(page, server)
  await pauseQueue(page)
  const row = await queuePrompt(page, 'Sent too early')
  await reaches(row, 'queued')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row).toHaveCount(0)
  await expect(tab(page, 'Waiting', 0)).toBeVisible()
  await expect(promptField(page)).toHaveValue('Sent too early')
})

test('all settings of a job come back into the form', async ({ page, server }) => {
  await server.rpc('queue.pause', {})
  await server.rpc('jobs.create', { prompt: 'Boats in a gutter', seconds: 8, size: '720x1280' })
  await openLink(page, server)
  const row = rowOf(page, 'Boats in a gutter')
  await row.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Use all settings' }).click()
  await expect(promptField(page)).toHaveValue('Boats in a gutter')
  await expect(composer(page).getByRole('combobox', { name: 'Length' })).toHaveText('8 s')
  await expect(composer(page).getByRole('combobox', { name: 'Size' })).toHaveText('720 × 1280')
})

test('a queued job is edited where it waits', async ({ page, server }) => {
  await openLink(page, server)
  await pauseQueue(page)
  const row = await queuePrompt(page, 'A fox at dawn')
  await row.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Edit…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit a queued job' })
  await dialog.getByRole('textbox', { name: 'Prompt' }).fill('A fox at dusk')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(rowOf(page, 'A fox at dusk')).toHaveCount(1)
  await expect(inspector(page).or(rows(page)).filter({ hasText: 'A fox at dawn' })).toHaveCount(0)
  const { items } = await server.rpc('jobs.list', {})
  expect(items.map(({ prompt, status }) => `${prompt} ${status}`)).toEqual(['A fox at dusk queued'])
})
