import prettier from 'eslint-config-prettier'
import accessibility from 'eslint-plugin-vuejs-accessibility'
import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'
import vueParser from 'vue-eslint-parser'

const forbid = (group, message) => ({ group, message })
const tensorflow = forbid(['@tensorflow/*'], 'tfjs only in engine/network/tensorflow/.')
const upwards = forbid(
  ['**/electron/**', '**/renderer/**', 'electron', 'vue', 'pinia', 'echarts', 'echarts/*'],
  'engine knows no Electron, DOM or Vue.',
)
const node = forbid(['node:*'], 'Node only where the file says why (list it in eslint.config.js).')
const restrict = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] })

export default tseslint.config(
  {
    ignores: [
      'out/',
      'dist/',
      '.setup/',
      'node_modules/',
      'test-results/',
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
  },
  {
    rules: {
      'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'vue/multi-word-component-names': 'off',
      'vuejs-accessibility/label-has-for': 'off',
    },
  },
  { files: ['engine/**/*.ts'], rules: restrict(upwards, node, tensorflow) },
  { files: ['engine/network/tensorflow/**/*.ts'], rules: restrict(upwards, node) },
  {
    files: ['renderer/src/**/*.{ts,vue}'],
    rules: restrict(
      node,
      tensorflow,
      forbid(
        ['electron', '**/electron/main/**', '**/electron/hosts/**'],
        'The window sees the contract only.',
      ),
    ),
  },
  { files: ['electron/main/**/*.ts'], rules: restrict(tensorflow) },
  { files: ['scripts/**', 'electron/cli/**', 'tests/bench/**'], rules: { 'no-console': 'off' } },
  {
    files: ['scripts/**/*.mjs', '*.js'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } },
  },
  prettier,
)
