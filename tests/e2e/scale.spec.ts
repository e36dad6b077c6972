import { expect, isLive, openLink, test } from './drivers/fixtures.ts'

const JOBS = 240

test('a long list is loaded in pages as it is scrolled, without a gap', async ({ page, server }) => {
  await openLink(page, server)
  await page.getByRole('button', { name: 'Pause queue' }).click()
  await page.getByLabel('Takes').fill('80')
  for (let batch = 0; batch * 80 < JOBS; batch += 1) {
    await page.getByLabel('Prompt', { exact: true }).fill(`Batch ${batch}`)
    await page.getByLabel('Takes').fill('80')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByLabel('Prompt', { exact: true })).toHaveValue('')
  }
  await page.reload()
  await isLive(page)
  const rows = page.getByRole('listitem')
  await expect(page.getByRole('tab', { name: 'All' })).toHaveText(`All ${JOBS}`)
  await expect.poll(() => rows.count()).toBeLessThan(JOBS)
  await expect
    .poll(async () => {
      await rows.last().scrollIntoViewIfNeeded()
      return await rows.count()
    })
    .toBe(JOBS)
  const ids = await page
    .locator('[data-job-id]')
    .evaluateAll((all) => all.map((row) => row.getAttribute('data-job-id')))
  expect(new Set(ids).size).toBe(JOBS)
})
