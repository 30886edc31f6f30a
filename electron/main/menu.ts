import { Menu, app, type MenuItemConstructorOptions } from 'electron'
import type { MenuCommand } from '../contract'

/**
 * The application menu: on macOS the bar at the top of the screen; Windows and Linux show none in a window
 * with its own title bar, but the keys of the system's roles (copy, zoom, quit) come from it.
 */
export function installMenu(onCommand: (command: MenuCommand) => void): void {
  const item = (
    command: MenuCommand,
    label: string,
    accelerator?: string,
  ): MenuItemConstructorOptions => ({
    id: command,
    label,
    accelerator,
    // The page handles its keys itself: it knows whether a dialog is open. The menu only names them.
    registerAccelerator: false,
    click: () => onCommand(command),
  })
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ]
  const development: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'reload' },
    { role: 'toggleDevTools' },
  ]
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
    {
      label: '&File',
      submenu: [
        item('open', 'Open File…', 'CmdOrCtrl+O'),
        item('welcome', 'Welcome Page'),
        { type: 'separator' },
        item('export', 'Export Forecast…', 'CmdOrCtrl+E'),
        { type: 'separator' },
        { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    { label: '&Step', submenu: [item('primary', 'Go On', 'CmdOrCtrl+Enter')] },
    { label: '&View', submenu: app.isPackaged ? view : [...view, ...development] },
    { role: 'help', submenu: [item('about', 'About Hindcast')] },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
