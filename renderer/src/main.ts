import '@fontsource-variable/ibm-plex-sans/wdth.css'
import '@fontsource/ibm-plex-serif/400.css'
import '@fontsource/ibm-plex-serif/500.css'
import '@fontsource/ibm-plex-serif/400-italic.css'
import '@fontsource/ibm-plex-mono/400.css'
import './style.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { followColorScheme } from './theme'

followColorScheme(document.documentElement)
createApp(App).use(createPinia()).mount('#app')
