/** Prints the simulated stock of resources/samples: `npx tsx scripts/simulate-stock.ts > simulated-stock.csv`. */
import { simulateStock } from '../tests/helpers/simulate-stock'

process.stdout.write(simulateStock(11, 500))
