//! Metrics that evaluation results name: which way is better, and on what scale.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Which of two values of a metric is the better one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// The greater value is better.
    Higher,
    /// The smaller value is better.
    Lower,
}

/// What a value of a metric counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scale {
    /// A share between 0 and 1; many cards write it in percent, from 0 to 100.
    Share,
    /// A correlation between -1 and 1.
    Correlation,
    /// Points from 0 to 100.
    Points,
    /// Decibels.
    Decibel,
    /// Seconds.
    Seconds,
    /// An open scale without a unit.
    Open,
}

/// A metric by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Metric {
    /// The key that the pages use.
    pub id: &'static str,
    /// The name to show.
    pub title: &'static str,
    /// Which way is better.
    pub direction: Direction,
    /// What a value counts.
    pub scale: Scale,
    /// Other spellings, in the form that `key` brings a name to.
    also: &'static [&'static str],
}

const fn up(id: &'static str, title: &'static str, scale: Scale, also: &'static [&'static str]) -> Metric {
    Metric { id, title, direction: Direction::Higher, scale, also }
}

const fn down(id: &'static str, title: &'static str, scale: Scale, also: &'static [&'static str]) -> Metric {
    Metric { id, title, direction: Direction::Lower, scale, also }
}

use Scale::{Correlation, Decibel, Open, Points, Seconds, Share};

/// Sorted by id.
#[rustfmt::skip]
static METRICS: &[Metric] = &[
    up("accuracy", "Accuracy", Share, &["acc", "categoricalaccuracy", "binaryaccuracy", "top1accuracy", "top1"]),
    up("aesthetic_score", "Aesthetic score", Open, &[]),
    up("ap", "Average precision", Share, &["averageprecision", "cosineap", "prauc", "auprc"]),
    up("balanced_accuracy", "Balanced accuracy", Share, &["accuracybalanced"]),
    up("bertscore", "BERTScore", Share, &[]),
    up("bleu", "BLEU", Points, &["bleu4", "codexbleu"]),
    up("bleurt", "BLEURT", Open, &[]),
    down("brier_score", "Brier score", Share, &["brier"]),
    down("cer", "Character error rate", Share, &["charactererrorrate", "testcer"]),
    up("chrf", "chrF", Points, &["chrf1", "chrf2", "chrf3"]),
    up("chrf++", "chrF++", Points, &["chrfplusplus"]),
    up("cider", "CIDEr", Open, &[]),
    up("clip_score", "CLIP score", Open, &[]),
    up("code_eval", "Code evaluation", Share, &["passk"]),
    up("comet", "COMET", Open, &[]),
    up("cosine_similarity", "Cosine similarity", Correlation, &["cosinesimilarity", "cossim"]),
    down("der", "Diarization error rate", Share, &["diarizationerrorrate"]),
    up("dice", "Dice coefficient", Share, &["dicecoefficient", "dicescore"]),
    down("eer", "Equal error rate", Share, &["equalerrorrate"]),
    up("exact_match", "Exact match", Share, &["em", "exact", "emexactmatch"]),
    up("f1", "F1", Share, &["f1score", "fscore", "f1measure", "overallf1", "f1weighted", "evalf1", "cosinef1"]),
    down("fad", "Fréchet audio distance", Open, &["frechetaudiodistance"]),
    down("fid", "Fréchet inception distance", Open, &["frechetinceptiondistance"]),
    up("glue", "GLUE score", Share, &[]),
    up("hit_rate", "Hit rate", Share, &["hitratek", "hits"]),
    up("inception_score", "Inception score", Open, &[]),
    up("iou", "Intersection over union", Share, &["jaccard", "jaccardindex"]),
    down("jer", "Jaccard error rate", Share, &["jaccarderrorrate"]),
    up("kendall", "Kendall rank correlation", Correlation, &["kendalltau"]),
    up("las", "Labelled attachment score", Share, &["labelledattachmentscore", "labeledattachmentscore"]),
    down("latency", "Latency", Seconds, &["latencyinseconds", "totaltimeinseconds"]),
    down("log_loss", "Log loss", Open, &["logloss"]),
    down("loss", "Loss", Open, &["evalloss", "lmloss", "losseval", "validationloss", "crossentropy"]),
    down("lpips", "LPIPS", Open, &[]),
    down("mae", "Mean absolute error", Open, &["meanabsoluteerror", "l1"]),
    up("map", "Mean average precision", Share, &["meanaverageprecision", "map50", "map5095", "cosinemap"]),
    down("mape", "Mean absolute percentage error", Share, &["smape"]),
    down("mase", "Mean absolute scaled error", Open, &[]),
    up("matthews_correlation", "Matthews correlation", Correlation, &["mcc", "matthewscorrelationcoefficient"]),
    up("mauve", "MAUVE", Share, &[]),
    up("mean_iou", "Mean intersection over union", Share, &["miou"]),
    up("mean_reward", "Mean reward", Open, &["meanepisodereward", "reward", "episodereward"]),
    up("meteor", "METEOR", Share, &[]),
    down("min_dcf", "Minimum detection cost", Open, &["mindct", "mindcf"]),
    up("mos", "Mean opinion score", Open, &["meanopinionscore"]),
    up("mrr", "Mean reciprocal rank", Share, &["meanreciprocalrank", "mrrk"]),
    down("mse", "Mean squared error", Open, &["meansquarederror", "l2"]),
    up("ndcg", "Normalised discounted cumulative gain", Share, &["ndcgk"]),
    up("pass@1", "pass@1", Share, &["passat1"]),
    up("pearsonr", "Pearson correlation", Correlation, &["pearson", "pearsoncorrelation", "pearsoncosine"]),
    down("per", "Phoneme error rate", Share, &["phoneerrorrate", "phonemeerrorrate"]),
    down("perplexity", "Perplexity", Open, &["ppl", "pseudoperplexity"]),
    up("pesq", "PESQ", Open, &[]),
    up("precision", "Precision", Share, &["overallprecision", "precisionk", "cosineprecision"]),
    up("psnr", "Peak signal-to-noise ratio", Decibel, &["pnsr"]),
    up("quadratic_weighted_kappa", "Quadratic weighted kappa", Correlation, &["qwk", "cohenkappa"]),
    up("r2", "R²", Correlation, &["r2score", "rsquared"]),
    up("recall", "Recall", Share, &["overallrecall", "recallk", "sensitivity", "cosinerecall"]),
    down("rmse", "Root mean squared error", Open, &["rootmeansquarederror"]),
    up("roc_auc", "Area under the ROC curve", Share, &["auc", "auroc", "rocauc"]),
    up("rouge", "ROUGE", Share, &[]),
    up("rouge1", "ROUGE-1", Share, &["r1"]),
    up("rouge2", "ROUGE-2", Share, &["r2rouge"]),
    up("rougel", "ROUGE-L", Share, &["rl"]),
    up("rougelsum", "ROUGE-Lsum", Share, &[]),
    down("rtf", "Real-time factor", Open, &["realtimefactor"]),
    up("sacrebleu", "SacreBLEU", Points, &[]),
    up("samples_per_second", "Samples per second", Open, &["throughput", "samplespersecond"]),
    up("sari", "SARI", Points, &[]),
    up("sdr", "Signal-to-distortion ratio", Decibel, &["sdri", "sisdr", "sisdri"]),
    up("seqeval", "seqeval", Share, &[]),
    up("si_snr", "Scale-invariant signal-to-noise ratio", Decibel, &["sisnri"]),
    down("slot_error_rate", "Slot error rate", Share, &["sloterrorrate"]),
    up("spbleu", "spBLEU", Points, &[]),
    up("spearmanr", "Spearman rank correlation", Correlation, &["spearman", "spearmancorrelation", "spearmansrankcorrelation", "spearmancosine"]),
    up("specificity", "Specificity", Share, &["truenegativerate"]),
    up("spice", "SPICE", Share, &[]),
    up("squad", "SQuAD", Points, &[]),
    up("squad_v2", "SQuAD v2", Points, &["squadv2"]),
    up("ssim", "Structural similarity", Share, &["structuralsimilarity"]),
    up("stoi", "Short-time objective intelligibility", Share, &[]),
    up("super_glue", "SuperGLUE score", Share, &["superglue"]),
    down("ter", "Translation edit rate", Points, &["translationeditrate", "translationerrorrate"]),
    up("top5_accuracy", "Top-5 accuracy", Share, &["top5", "acc5"]),
    up("uas", "Unlabelled attachment score", Share, &["unlabelledattachmentscore", "unlabeledattachmentscore"]),
    down("wer", "Word error rate", Share, &["worderrorrate", "testwer"]),
    down("wil", "Word information lost", Share, &["wordinformationlost"]),
    up("wip", "Word information preserved", Share, &["wordinformationpreserved"]),
    up("xnli", "XNLI", Share, &[]),
];

/// Every known metric, sorted by id.
pub fn all() -> &'static [Metric] {
    METRICS
}

/// The metric of this name, whatever its case and whether it is written with `_`, `-` or spaces.
pub fn find(name: &str) -> Option<&'static Metric> {
    look_up(name).map(|(metric, _)| metric)
}

/// As [`find`], and whether the name means another measure than that metric: one that improves in the same way on the same
/// scale, such as `map_50` beside `map`. Values of the two do not compare.
pub fn look_up(name: &str) -> Option<(&'static Metric, bool)> {
    BY_KEY.get(key(name).as_ref()).copied()
}

/// The metric that a longer name ends in, which improves in the same way: `cos_sim_pearson`, `ndcg_at_10`, `NER F1`,
/// `f1_macro`. `None` for a name that turns its metric round, such as `1-WER`.
pub fn kin(name: &str) -> Option<&'static Metric> {
    let mut words = name.split(|c: char| !c.is_alphanumeric() && c != '+').filter(|word| !word.is_empty());
    let turns = |word: &str| TURNS.contains(&word.to_lowercase().as_str());
    if words.clone().next() == Some("1") || words.clone().any(turns) {
        return None;
    }
    let is_detail = |word: &str| {
        word.bytes().all(|byte| byte.is_ascii_digit()) || DETAILS.contains(&word.to_lowercase().as_str())
    };
    let last = words.rfind(|word| !is_detail(word))?;
    find(last)
}

/// Words behind a metric that say how it was computed.
static DETAILS: &[&str] = &["at", "k", "binary", "macro", "micro", "samples", "weighted"];

/// Words that turn a metric round, or make a difference of it.
static TURNS: &[&str] =
    &["change", "delta", "diff", "difference", "drop", "inverse", "minus", "negative", "reduction"];

/// Spellings of what is another measure than the metric that they are found under.
#[rustfmt::skip]
static KIN: &[&str] = &[
    "bleu4", "chrf1", "chrf2", "chrf3", "codexbleu", "cohenkappa", "cosineap", "cosinef1", "cosinemap", "cosineprecision",
    "cosinerecall", "f1weighted", "hitratek", "lmloss", "map50", "map5095", "mrrk", "ndcgk", "passk", "pearsoncosine", "precisionk",
    "recallk", "sdri", "sisdr", "sisdri", "sisnri", "smape", "spearmancosine", "validationloss",
];

/// Every spelling of every metric. Cards name metrics by the thousand, and making the keys anew for each would be most
/// of the work on an evaluation table.
static BY_KEY: LazyLock<BTreeMap<String, (&'static Metric, bool)>> = LazyLock::new(|| {
    let mut spellings = BTreeMap::new();
    for metric in METRICS {
        for spelling in std::iter::once(key(metric.id).into_owned())
            .chain(metric.also.iter().map(|also| (*also).to_owned()))
        {
            let is_kin = KIN.contains(&spelling.as_str());
            spellings.entry(spelling).or_insert((metric, is_kin));
        }
    }
    spellings
});

/// Letters, digits and `+` alone, in lower case: `chrF++` is another metric than `chrF`.
fn key(name: &str) -> Cow<'_, str> {
    let name = name.trim();
    let name = name.strip_prefix("evaluate-metric/").unwrap_or(name);
    // Most names are their own keys.
    if name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'+') {
        return Cow::Borrowed(name);
    }
    let letters = name.chars().filter(|c| c.is_alphanumeric() || *c == '+');
    Cow::Owned(letters.flat_map(char::to_lowercase).collect())
}
