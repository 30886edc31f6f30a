import { basename } from 'node:path'
import { expect } from '@playwright/test'
import { answerOpenDialog, type LaunchedApp } from './launch-app'

/** Opens a file by the keyboard and waits until the window has it. */
export async function openFile(
  { app, page }: Pick<LaunchedApp, 'app' | 'page'>,
  path: string,
): Promise<void> {
  await answerOpenDialog(app, path)
  await page.keyboard.press('Control+O')
  await expect(page).toHaveTitle(`${basename(path)} – Hindcast`)
}
