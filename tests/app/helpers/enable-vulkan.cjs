/** Loaded before the app: Playwright's own list of features replaces the one on the command line. */
const { app } = require('electron')

app.commandLine.appendSwitch('enable-features', 'Vulkan')
