import prettier from 'eslint-config-prettier'
import importX from 'eslint-plugin-import-x'
import accessibility from 'eslint-plugin-vuejs-accessibility'
import vue from 'eslint-plugin-vue'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import vueParser from 'vue-eslint-parser'
import directions from './scripts/import-directions.json' with { type: 'json' }

const forbid = (regex, message) => ({ regex, message })
const restrict = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] })
const oneOf = (words) => `(?:${words.map((word) => word.replace(/[.*/]/g, '\\$&')).join('|')})`
const end = '(?:[/.?]|$)'
const above = '^(?:\\.{1,2}/)+'
/** Packages by name; `node:*` and `@scope/*` stand for all of that kind. */
const packages = (names) =>
  `^(?:${names.map((name) => (name.endsWith('*') ? oneOf([name.slice(0, -1)]) : `${oneOf([name])}(?:/|$)`)).join('|')})`

const ui = forbid(
  packages(['electron', 'vue', 'pinia', 'echarts', 'vue-echarts', 'reka-ui']),
  'The engine knows no Electron, DOM or Vue.',
)
const node = forbid(packages(['node:*']), 'The engine runs without Node.')
const outside = forbid(`${above}${oneOf(['electron', 'renderer'])}/`, 'The engine stands alone.')
const tensorflow = forbid(
  packages(['@tensorflow/*']),
  `tfjs only in ${directions.tensorflowFolder}/.`,
)

/** What files of one engine folder may import (scripts/import-directions.json). */
function engineImports(folder, ...more) {
  const allowed = directions.engine[folder]
  const forbidden = Object.keys(directions.engine).filter(
    (name) => name !== folder && !allowed.includes(name),
  )
  const message = `engine/${folder} may import: ${allowed.join(', ') || 'no folder'}.`
  const sideways = forbidden.length > 0 ? [forbid(`${above}${oneOf(forbidden)}/`, message)] : []
  return restrict(ui, node, outside, ...sideways, ...more)
}

/** One part of the app: what else of the tree it may import, and which packages it may not. */
function appPart(part) {
  const visible = directions.areas[part]
  const open = visible.filter((path) => path !== `${directions.tensorflowFolder}/`)
  const inElectron = part.startsWith('electron/') ? ['electron/'] : []
  const short = (path) => inElectron.reduce((name, prefix) => name.replace(prefix, ''), path)
  const hidden = [...Object.keys(directions.areas), 'engine']
    .map((path) => path.replace(/\.ts$/, ''))
    .filter(
      (path) => !part.startsWith(path) && !open.some((prefix) => `${path}/`.startsWith(prefix)),
    )
  const names = (paths) => oneOf(paths.flatMap((path) => [path, short(path)]))
  const message = `${part} may import: ${visible.join(', ')}.`
  const tensorflowHidden = visible.length === open.length
  return {
    files: [part.endsWith('.ts') ? part : `${part}/**/*.{ts,vue}`],
    rules: restrict(
      forbid(packages(directions.forbiddenPackages[part]), `${part} does without this package.`),
      forbid(`${above}(?!${names(open)})${names(hidden)}${end}`, message),
      ...(tensorflowHidden ? [forbid(`${directions.tensorflowFolder}/`, message)] : []),
    ),
  }
}

const domOrNode = ['window', 'document', 'navigator', 'localStorage', 'sessionStorage', 'alert']
const nodeGlobals = ['process', 'Buffer', 'require', 'module', '__dirname', '__filename', 'global']

export default tseslint.config(
  {
    ignores: [
      'out/',
      'dist/',
      '.setup/',
      'node_modules/',
      '**/test-results/',
      'resources/',
      'engine/kernels/',
    ],
  },
  ...tseslint.configs.strict,
  ...vue.configs['flat/recommended'],
  ...accessibility.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser } },
    rules: {
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-emits-declaration': ['error', 'type-based'],
      'vue/define-props-declaration': ['error', 'type-based'],
      'vue/multi-word-component-names': 'off',
      // An optional prop that is not given is undefined, and its type says so.
      'vue/require-default-prop': 'off',
      'vue/no-v-html': 'error',
      'vuejs-accessibility/label-has-for': 'off',
      'max-lines': ['error', 200],
    },
  },
  {
    plugins: { 'import-x': importX },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: 'error',
      'import-x/first': 'error',
      'import-x/no-duplicates': 'error',
      'no-console': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
    },
  },
  { files: ['**/*.{ts,js,mjs}'], rules: { 'max-lines': ['error', 400] } },
  {
    files: ['engine/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...domOrNode, ...nodeGlobals],
      'no-restricted-properties': [
        'error',
        {
          object: 'Math',
          property: 'random',
          message: 'Pass a seeded generator (engine/random.ts).',
        },
        { object: 'Date', property: 'now', message: 'Pass the time in.' },
      ],
      ...restrict(
        ui,
        node,
        outside,
        tensorflow,
        forbid('^\\./[^/]+/', 'The ground floor of the engine imports no folder.'),
      ),
    },
  },
  ...Object.keys(directions.engine).map((folder) => ({
    files: [`engine/${folder}/**/*.ts`],
    rules: engineImports(folder, tensorflow),
  })),
  { files: [`${directions.tensorflowFolder}/**/*.ts`], rules: engineImports('network') },
  ...Object.keys(directions.areas).map(appPart),
  {
    files: ['renderer/src/**/*.{ts,vue}'],
    rules: { 'no-restricted-globals': ['error', ...nodeGlobals] },
  },
  {
    files: ['scripts/**', 'electron/cli/**', 'tests/bench/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: globals.node },
    rules: { 'no-undef': 'error' },
  },
  // What Electron loads before an app must be CommonJS.
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  prettier,
)
