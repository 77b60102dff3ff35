//! Libraries for text and embeddings.

use super::{Location, Snippet, SnippetModel, join, python, quote};

pub(super) fn snippets(library: &str, model: &SnippetModel) -> Vec<Snippet> {
    let source = model.source();
    match library {
        "sentence-transformers" => sentence_transformers(model),
        "setfit" => python(
            "SetFit",
            "setfit",
            format!(
                "from setfit import SetFitModel\n\nmodel = SetFitModel.from_pretrained({source})\n\
                 print(model.predict([\"A joy from start to finish.\", \"Far too long.\"]))"
            ),
        ),
        "span-marker" => python(
            "SpanMarker",
            "span_marker",
            format!(
                "from span_marker import SpanMarkerModel\n\nmodel = SpanMarkerModel.from_pretrained({source})\n\
                 print(model.predict(\"Ada Lovelace was born in London.\"))"
            ),
        ),
        "gliner" => python(
            "GLiNER",
            "gliner",
            format!(
                "from gliner import GLiNER\n\nmodel = GLiNER.from_pretrained({source})\n\
                 print(model.predict_entities(\"Ada Lovelace was born in London.\", [\"person\", \"place\"]))"
            ),
        ),
        "flair" => flair(model),
        "spacy" => spacy(model),
        "stanza" => stanza(model),
        "allennlp" => {
            let archive = match model.location {
                Location::Hub(id) => format!("hf://{id}"),
                Location::Folder(folder) => join(folder, model.file(&[".tar.gz"], "model.tar.gz")),
            };
            python(
                "AllenNLP",
                "allennlp allennlp-models",
                format!(
                    "import allennlp_models\nfrom allennlp.predictors.predictor import Predictor\n\n\
                     predictor = Predictor.from_path({})",
                    quote::literal(&archive)
                ),
            )
        }
        "bertopic" => python(
            "BERTopic",
            "bertopic",
            format!(
                "from bertopic import BERTopic\n\nmodel = BERTopic.load({source})\nprint(model.get_topic_info())"
            ),
        ),
        "paddlenlp" => paddlenlp(model),
        "fasttext" => python(
            "fastText",
            &format!("fasttext{}", model.hub_package()),
            format!(
                "import fasttext\n{}\nmodel = fasttext.load_model(path)\nprint(model.get_nearest_neighbors(\"word\"))",
                model.path_lines(&[".bin", ".ftz"], "model.bin")
            ),
        ),
        "model2vec" => python(
            "Model2Vec",
            "model2vec",
            format!(
                "from model2vec import StaticModel\n\nmodel = StaticModel.from_pretrained({source})\n\
                 print(model.encode([\"A sentence to turn into a vector.\"]).shape)"
            ),
        ),
        "kenlm" => python(
            "KenLM",
            &format!("kenlm{}", model.hub_package()),
            format!(
                "import kenlm\n{}\nmodel = kenlm.Model(path)\nprint(model.score(\"this is a sentence\"))",
                model.path_lines(&[".bin", ".arpa", ".arpa.gz", ".klm"], "model.bin")
            ),
        ),
        "ctranslate2" => python(
            "CTranslate2",
            &format!("ctranslate2{}", model.hub_package()),
            format!(
                "import ctranslate2\n{}\nmodel = ctranslate2.{}(folder)",
                model.folder_lines(),
                ct2_class(model)
            ),
        ),
        _ => Vec::new(),
    }
}

fn ct2_class(model: &SnippetModel) -> &'static str {
    match model.task.unwrap_or_default() {
        "text-generation" => "Generator",
        "automatic-speech-recognition" => "models.Whisper",
        _ => "Translator",
    }
}

fn sentence_transformers(model: &SnippetModel) -> Vec<Snippet> {
    let source = model.source();
    let code = match model.task.unwrap_or_default() {
        "text-ranking" => format!(
            "from sentence_transformers import CrossEncoder\n\nmodel = CrossEncoder({source})\n\
             print(model.rank(\"Where is Oslo?\", [\"Oslo is in Norway.\", \"Bread is baked.\"]))"
        ),
        _ => format!(
            "from sentence_transformers import SentenceTransformer\n\nmodel = SentenceTransformer({source})\n\
             embeddings = model.encode([\"The weather is fine.\", \"It is sunny outside.\"])\n\
             print(model.similarity(embeddings, embeddings))"
        ),
    };
    python("Sentence Transformers", "sentence-transformers", code)
}

fn flair(model: &SnippetModel) -> Vec<Snippet> {
    let class = match model.task.unwrap_or_default() {
        "text-classification" => "TextClassifier",
        _ => "SequenceTagger",
    };
    let source = match model.location {
        Location::Hub(id) => id.to_owned(),
        Location::Folder(folder) => join(folder, model.file(&[".bin", ".pt"], "pytorch_model.bin")),
    };
    python(
        "Flair",
        "flair",
        format!(
            "from flair.data import Sentence\nfrom flair.models import {class}\n\nmodel = {class}.load({})\n\
             sentence = Sentence(\"Ada Lovelace was born in London.\")\nmodel.predict(sentence)\nprint(sentence)",
            quote::literal(&source)
        ),
    )
}

fn spacy(model: &SnippetModel) -> Vec<Snippet> {
    let (install, load) = match model.location {
        Location::Hub(id) => {
            let wheel = format!("{}-any-py3-none-any.whl", model.name);
            let url = format!("https://huggingface.co/{id}/resolve/main/{}", model.file(&[".whl"], &wheel));
            (format!("pip install -U spacy {}", quote::shell(&url)), model.name.to_owned())
        }
        Location::Folder(folder) => ("pip install -U spacy".to_owned(), folder.to_owned()),
    };
    let code = format!(
        "import spacy\n\nnlp = spacy.load({})\nprint(nlp(\"Ada Lovelace was born in London.\").ents)",
        quote::literal(&load)
    );
    vec![Snippet { label: "spaCy", language: "python", install: Some(install), code }]
}

/// Stanza names its models by language, `stanza-en`, and loads them by that.
fn stanza(model: &SnippetModel) -> Vec<Snippet> {
    let name = model.name.strip_prefix("stanza-").or(model.languages.first().copied()).unwrap_or(model.name);
    let folder = match model.location {
        Location::Hub(_) => String::new(),
        Location::Folder(folder) => {
            format!(", dir={}, download_method=None", quote::literal(folder))
        }
    };
    python(
        "Stanza",
        "stanza",
        format!(
            "import stanza\n\nnlp = stanza.Pipeline({}{folder})\nprint(nlp(\"A sentence to take apart.\"))",
            quote::literal(name)
        ),
    )
}

fn paddlenlp(model: &SnippetModel) -> Vec<Snippet> {
    let class = match model.task.unwrap_or_default() {
        "text-generation" => "AutoModelForCausalLM",
        "fill-mask" => "AutoModelForMaskedLM",
        "text-classification" => "AutoModelForSequenceClassification",
        "token-classification" => "AutoModelForTokenClassification",
        "question-answering" => "AutoModelForQuestionAnswering",
        "summarization" | "translation" | "text2text-generation" => "AutoModelForConditionalGeneration",
        _ => "AutoModel",
    };
    let hub = if matches!(model.location, Location::Hub(_)) { ", from_hf_hub=True" } else { "" };
    let source = model.source();
    python(
        "PaddleNLP",
        "paddlepaddle paddlenlp",
        format!(
            "from paddlenlp.transformers import AutoTokenizer, {class}\n\n\
             tokenizer = AutoTokenizer.from_pretrained({source}{hub})\n\
             model = {class}.from_pretrained({source}{hub})"
        ),
    )
}
