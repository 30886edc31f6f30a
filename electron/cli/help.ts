export const help = `Hindcast: honest time-series forecasts with recurrent neural networks.

  hindcast inspect FILE [--json]
      What the file holds: columns, dates, gaps and faults.

  hindcast forecast FILE [options]
      Trains a network on the file, scores it on the last horizon and forecasts what comes.
      --date COL        column of the dates; found by itself when not given
      --target COL      column to forecast; found by itself when not given
      --horizon N       steps to forecast
      --history N       steps of the past that the network sees
      --cell CELL       rnn, lstm or gru (gru)
      --seed N          seed of weights and batch order (1)
      --out FILE.csv    writes the forecast: date, mean, bands of 80 and 95 %
      --json            prints one JSON object instead of tables

  hindcast demo [FILE]
      Forecasts a shipped sample, or FILE, and writes forecast.csv and forecast.svg here.

Files are CSV with a row of names, a column of dates and columns of numbers. Progress goes to stderr.
Exit codes: 0 done, 1 Hindcast failed, 2 the input or the command needs mending.
`
