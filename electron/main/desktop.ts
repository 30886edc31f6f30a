import {
  app,
  clipboard,
  dialog,
  shell,
  type BrowserWindow,
  type OpenDialogOptions,
  type SaveDialogOptions,
} from 'electron'
import type { Desktop } from './calls'

const tables = {
  name: 'Tables',
  extensions: ['csv', 'tsv', 'tab', 'txt', 'gz', 'xlsx', 'xlsm', 'ods', 'htm', 'html'],
}
const repairs = { name: 'Repairs', extensions: ['json'] }
const everything = { name: 'All files', extensions: ['*'] }

/** Electron's dialogs, over the app's window while there is one. */
export function desktopOf(window: () => BrowserWindow | null): Desktop {
  return {
    async chooseFile() {
      const { canceled, filePaths } = await openDialog(window(), {
        title: 'Open a table',
        properties: ['openFile'],
        filters: [tables, everything],
      })
      return canceled ? null : (filePaths[0] ?? null)
    },
    async chooseTarget(suggestion) {
      const { canceled, filePath } = await saveDialog(window(), {
        title: 'Export the forecast',
        defaultPath: suggestion,
        filters: [{ name: 'CSV', extensions: ['csv'] }],
        properties: ['showOverwriteConfirmation'],
      })
      return canceled || filePath === '' ? null : filePath
    },
    paste: () => window()?.webContents.paste(),
    copy: (text) => clipboard.writeText(text),
    async chooseRepairs() {
      const { canceled, filePaths } = await openDialog(window(), {
        title: 'Apply saved repairs',
        properties: ['openFile'],
        filters: [repairs, everything],
      })
      return canceled ? null : (filePaths[0] ?? null)
    },
    async chooseRepairsTarget(suggestion) {
      const { canceled, filePath } = await saveDialog(window(), {
        title: 'Save the repairs',
        defaultPath: suggestion,
        filters: [repairs],
        properties: ['showOverwriteConfirmation'],
      })
      return canceled || filePath === '' ? null : filePath
    },
    reveal: (path) => shell.showItemInFolder(path),
    documents: app.getPath('documents'),
  }
}

function openDialog(window: BrowserWindow | null, options: OpenDialogOptions) {
  return window === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options)
}

function saveDialog(window: BrowserWindow | null, options: SaveDialogOptions) {
  return window === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options)
}
