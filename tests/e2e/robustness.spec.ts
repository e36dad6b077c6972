import { rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { DailiesServer } from './drivers/browser.ts'
import {
  composer,
  expect,
  inspector,
  isLive,
  openLink,
  promptField,
  queueButton,
  reaches,
  rowOf,
  rows,
  test,
  untilAll,
  view,
} from './drivers/fixtures.ts'
import { longestTaskMs, watchTasks } from './drivers/longTasks.ts'
import { mountSmallDisk, type SmallDisk } from './drivers/smallDisk.ts'

const LONGEST_TASK_MS = 200

test.describe('with strange texts', () => {
  test.use({ clipAfterMs: 150 })

  test('a prompt of 50,000 characters is written, refused with its numbers, and found again', async ({
    page,
    server,
  }) => {
    await openLink(page, server)
    await queueButton(page).waitFor()
    await watchTasks(page)
    const long = 'A fox in the snow. '.repeat(2632).slice(0, 50_000)
    await promptField(page).fill(long)
    await expect(composer(page).getByText(/has 50,?000 characters; .* takes at most 32,?000/)).toBeVisible()
    await promptField(page).press('End')
    await page.keyboard.type('!')
    await expect(promptField(page)).toHaveValue(`${long}!`)
    expect(await longestTaskMs(page)).toBeLessThanOrEqual(LONGEST_TASK_MS)
    await page.reload()
    await isLive(page)
    await expect(promptField(page)).toHaveValue(`${long}!`)
  })

  test('every script keeps its direction and every sign, in lists, details and file names', async ({
    page,
    server,
  }) => {
    const hebrew = 'שועל בשלג, אור רך'
    const emoji = '👩🏽‍🚀 on the 🌕, 🇩🇪 flag, e\u0301'
    await server.rpc('jobs.create', { prompt: hebrew })
    await server.rpc('jobs.create', { prompt: emoji })
    await untilAll(server, ['completed'])
    await openLink(page, server)
    await expect(rowOf(page, hebrew).getByText(hebrew)).toHaveCSS('direction', 'rtl')
    await expect(rowOf(page, emoji).getByText(emoji)).toHaveCSS('direction', 'ltr')
    await rowOf(page, hebrew).getByText(hebrew).click()
    await expect(inspector(page).getByText(hebrew)).toHaveCSS('direction', 'rtl')
    await view(page, 'Library').click()
    await page.getByRole('combobox', { name: 'Search takes' }).fill('בשלג')
    await expect(rows(page)).toHaveCount(1)
  })
})

test('a table of 10,000 rows is read without a stall, and only as many go as fit', async ({ page, server }) => {
  await server.rpc('queue.pause', {})
  await openLink(page, server)
  await composer(page).getByRole('button', { name: 'Rows of a table' }).click()
  const lines = Array.from({ length: 10_000 }, (_, row) => `"Shot ${row}, a fox",4,mood ${row % 7}`)
  await composer(page).getByRole('button', { name: 'Choose a file…' }).waitFor()
  await watchTasks(page)
  await composer(page)
    .locator('input[type=file][accept*=csv]')
    .setInputFiles({
      name: 'shots.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`prompt,seconds,mood\n${lines.join('\n')}\n`),
    })
  await expect(composer(page).getByText('10000 rows').or(composer(page).getByText('10,000 rows'))).toBeVisible()
  await expect(
    composer(page).getByText(/At most 1,?000 takes go at once\. The other 9,?000 rows stay here/),
  ).toBeVisible()
  await expect(queueButton(page)).toHaveText(/^Queue 1,?000 takes$/)
  expect(await longestTaskMs(page)).toBeLessThanOrEqual(LONGEST_TASK_MS)
  await queueButton(page).click()
  await expect(composer(page).getByText(/^9,?000 rows$/)).toBeVisible()
  expect((await server.rpc('queue.state', {})).counts.queued).toBe(1000)
})

test.describe('with files that are not what they were', () => {
  test.use({ clipAfterMs: 150, expectedErrors: /status of (404|409|410|416|500)|ERR_/ })

  const oneTake = async (server: DailiesServer): Promise<{ jobId: string; takeId: string; path: string }> => {
    const { jobs } = await server.rpc('jobs.create', { prompt: 'A fox in the snow' })
    await untilAll(server, ['completed'])
    const { take, id } = await server.rpc('jobs.get', { jobId: jobs[0]?.id ?? '' })
    const { videosDir } = await server.rpc('storage.info', {})
    return { jobId: id, takeId: take?.id ?? '', path: join(videosDir, take?.fileName ?? '') }
  }
  const play = async (page: Page): Promise<void> =>
    rowOf(page, 'A fox').getByRole('button', { name: 'Play', exact: true }).click()

  test('a take whose file was deleted says so everywhere, and costs nothing but itself', async ({ page, server }) => {
    const { path } = await oneTake(server)
    await openLink(page, server)
    await rm(path)
    await play(page)
    await expect(page.getByRole('heading', { name: 'The file is no longer there' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(rowOf(page, 'A fox')).toContainText('Its file is gone or cut off.')
    await rowOf(page, 'A fox').getByText('A fox').click()
    await inspector(page).getByRole('tab', { name: 'Files' }).click()
    await expect(inspector(page)).toContainText(/The file is gone or cut off since/)
  })

  test('an emptied file is told from a damaged one', async ({ page, server }) => {
    const { path } = await oneTake(server)
    await openLink(page, server)
    await truncate(path, 0)
    await play(page)
    await expect(page.getByRole('heading', { name: /The file is (empty|no longer there)/ })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.locator('[role="dialog"]:not([data-toast])')).toHaveCount(0)
  })

  test('a damaged file is named as that, and its bytes are left alone', async ({ page, server }) => {
    const { path } = await oneTake(server)
    await openLink(page, server)
    await writeFile(path, Buffer.alloc(6016, 'no video '))
    await play(page)
    await expect(page.getByRole('heading', { name: 'The file is damaged' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Save the file' })).toBeVisible()
  })

  test('a picture that cannot be read is replaced by words, and the take still plays', async ({ page, server }) => {
    await oneTake(server)
    await page.route(/\/media\/.*\/(poster|spritesheet)/, (route) =>
      route.fulfill({ contentType: 'image/jpeg', body: 'no picture' }),
    )
    await openLink(page, server)
    await view(page, 'Library').click()
    await expect(rowOf(page, 'A fox')).toBeVisible()
    await rowOf(page, 'A fox').dblclick()
    await expect(page.getByRole('slider').first()).toBeVisible()
  })
})

test.describe('with a disk that refuses', () => {
  test.use({ clipAfterMs: 150 })
  let disk: SmallDisk | null = null

  test.beforeEach(async () => {
    disk = await mountSmallDisk('size=4m')
    test.skip(disk === null, 'Only root on Linux can make a disk that is full or read-only.')
  })
  test.afterEach(async () => disk?.remove())

  test('a full disk is said plainly, nothing is lost, and it goes on when there is room', async ({ page, server }) => {
    await server.rpc('settings.update', { videosDir: disk?.folder ?? '' })
    await openLink(page, server)
    await server.rpc('jobs.create', { prompt: 'No room for this' })
    const row = rowOf(page, 'No room for this')
    await expect(row).toContainText('The disk is full')
    await reaches(row, 'downloading')
    await disk?.change('size=2g')
    await reaches(row, 'completed')
  })

  test('a read-only folder is said plainly, and the take comes when it can be written', async ({ page, server }) => {
    await disk?.change('size=2g')
    await server.rpc('settings.update', { videosDir: disk?.folder ?? '' })
    await openLink(page, server)
    await disk?.change('ro')
    await server.rpc('jobs.create', { prompt: 'Nowhere to put this' })
    const row = rowOf(page, 'Nowhere to put this')
    await expect(row).toHaveAttribute('data-status', /downloading|queued/)
    await row.locator('p').first().click()
    await expect(inspector(page)).toContainText(/disk|folder|written/i)
    await disk?.change('rw')
    await reaches(row, 'completed')
  })
})
