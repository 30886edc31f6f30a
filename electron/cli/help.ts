export const help = `Hindcast: honest time-series forecasts with recurrent neural networks.

  hindcast inspect FILE [--json]
      What the file holds: columns, dates, gaps and faults.

  hindcast forecast FILE [options]
      Trains a network on the file, scores it on the last horizon and forecasts what comes.
      --date COL        column of the dates; found by itself when not given
      --target COL      column to forecast; found by itself when not given
      --horizon N       steps to forecast
      --history N       steps of the past that the network sees
      --covariates A,B  columns beside the target; where rows after the last target hold values, they
                        are taken as planned and move the forecast; columns that are fixed for
                        each series, texts too, and the column of --id tell series apart
      --holidays CC     public holidays of a country, such as DE or DE-BY
      --events D,D      own days, such as 2025-11-28, past and planned
      --resample S:R    joins the rows of each step: secondly, minutely, hourly, daily, weekly, monthly,
                        quarterly or yearly, by mean, sum, min, max, first or last, such as weekly:sum;
                        rows counts the rows as steps in the order of their dates
      --cell CELL       rnn, lstm or gru (gru)
      --model NAME      a method that is judged on several origins of the past: auto (picks or mixes),
                        recurrent (an ensemble of networks), one network (rnn, lstm, gru), naive,
                        seasonalNaive, drift, mean, theta, ets, mstlEts, arima, autoregression,
                        linear; with one of the next six options auto, or the network of --cell,
                        is taken
      --preset NAME     work of recurrent and auto: fast, balanced or accurate (balanced)
      --transform NAME  auto, none, log, boxcox, difference, seasonal-difference or seasonal-adjust
                        (the method's own choice, shown with its reason)
      --id COL          column that tells several series apart; all of them are forecast
      --levels P,P      bands in percent (80,95)
      --folds N         origins of the past that score the method (up to 8)
      --mode MODE       refit for each fold, or update: networks learn once, on the oldest fold (update
                        for auto and recurrent that are not accurate, else refit)
      --at-least N, --at-most N   bounds that forecasts and bands keep to, or none (at least 0 where all
                        values do and come near it)
      --direction       forecasts whether the value goes down, stays or goes up, with probabilities
      --classes COL     forecasts a column of classes, texts or numbers; both take --id and --folds
      --seed N          seed of weights and batch order (1)
      --executor NAME   fused (own kernels) or tensorflow (TensorFlow.js, WASM) (fused)
      --out FILE.csv    writes the forecast: date, mean, bands
      --save FILE.json  saves the forecast with what it takes to make it again
      --json            prints one JSON object instead of tables

  hindcast backtest FILE [options]
      Forecasts the file's own past from several origins with several methods, and says which is best.
      --date, --target, --covariates, --holidays, --events, --resample, --id, --horizon, --preset,
      --transform, --levels, --at-least, --at-most, --seed, --executor, --json   as above
      --methods A,B     what is judged, as in --model; the baselines always run (gru)
      --folds N         origins (as many as fit in the later half, up to 8)
      --step N          rows between origins (the horizon)
      --window N        rows that each fold learns from (all before its origin)
      --mode MODE       refit for each fold, or update: networks learn once, on the oldest fold (refit)

  hindcast verify RESULT.json [FILE] [--json]
      Makes a saved forecast again and compares every bit; says whether data or versions have changed.

  hindcast demo [FILE]
      Forecasts a shipped sample, or FILE, and writes forecast.csv and forecast.svg here.

Files are CSV and other tables with a row of names, a column of dates and columns of numbers. Results go
to stdout, progress and remarks to stderr.
Ctrl C writes nothing; of a backtest it prints the folds that are whole.
Exit codes: 0 done, 1 Hindcast failed, 2 the input or the command needs mending, 3 verify found
other numbers, 130 interrupted.
`
