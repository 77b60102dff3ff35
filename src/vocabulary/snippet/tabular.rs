//! Libraries for tables and for agents.

use super::{Location, Snippet, SnippetModel, bash, join, python, quote};

pub(super) fn snippets(library: &str, model: &SnippetModel) -> Vec<Snippet> {
    match library {
        "sklearn" => {
            // skops files hold no code; where there is one it goes first.
            let mut all = Vec::new();
            if model.files.iter().any(|file| file.ends_with(".skops")) {
                all.extend(skops(model));
            }
            all.extend(joblib(model, "scikit-learn joblib"));
            all
        }
        "joblib" => joblib(model, "joblib"),
        "skops" => skops(model),
        "xgboost" => load(
            "XGBoost",
            "xgboost",
            model,
            (&[".json", ".ubj", ".bst", ".model"], "model.json"),
            "import xgboost",
            "model = xgboost.Booster()\nmodel.load_model(path)",
        ),
        "lightgbm" => load(
            "LightGBM",
            "lightgbm",
            model,
            (&[".txt", ".lgb"], "model.txt"),
            "import lightgbm",
            "model = lightgbm.Booster(model_file=path)",
        ),
        "catboost" => load(
            "CatBoost",
            "catboost",
            model,
            (&[".cbm"], "model.cbm"),
            "from catboost import CatBoost",
            "model = CatBoost().load_model(path)",
        ),
        "chronos-forecasting" => python(
            "Chronos",
            "chronos-forecasting torch",
            format!(
                "import torch\nfrom chronos import BaseChronosPipeline\n\n\
                 pipeline = BaseChronosPipeline.from_pretrained({})\n\
                 print(pipeline.predict(torch.arange(24.0), prediction_length=12))",
                model.source()
            ),
        ),
        "stable-baselines3" => stable_baselines3(model),
        "sample-factory" => match model.location {
            Location::Hub(id) => vec![bash(
                "Sample Factory",
                Some("pip install -U sample-factory"),
                format!(
                    "python -m sample_factory.huggingface.load_from_hub -r {} -d ./train_dir",
                    quote::word(id)
                ),
            )],
            Location::Folder(_) => Vec::new(),
        },
        "ml-agents" => match model.location {
            Location::Hub(id) => vec![bash(
                "ML-Agents",
                Some("pip install -U mlagents"),
                format!(
                    "mlagents-load-from-hf --repo-id={} --local-dir={}",
                    quote::shell(id),
                    quote::shell(&format!("./{}", model.name))
                ),
            )],
            Location::Folder(_) => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn load(
    label: &'static str,
    package: &str,
    model: &SnippetModel,
    (endings, usual): (&[&str], &str),
    import: &str,
    code: &str,
) -> Vec<Snippet> {
    let packages = format!("{package}{}", model.hub_package());
    python(label, &packages, format!("{import}\n{}\n{code}", model.path_lines(endings, usual)))
}

fn joblib(model: &SnippetModel, packages: &str) -> Vec<Snippet> {
    load(
        "joblib",
        packages,
        model,
        (&[".joblib", ".pkl", ".pickle"], "sklearn_model.joblib"),
        "import joblib",
        "# Loading runs code from the file: only do so if you trust where it comes from.\nmodel = joblib.load(path)",
    )
}

fn skops(model: &SnippetModel) -> Vec<Snippet> {
    load(
        "skops",
        "skops",
        model,
        (&[".skops"], "model.skops"),
        "import skops.io as sio",
        "print(sio.get_untrusted_types(file=path))  # Look at these before you trust them.\n\
         model = sio.load(path, trusted=[])",
    )
}

/// The algorithm is not in the card's metadata; by custom it is the first part of the model's name, as in `ppo-…`.
fn stable_baselines3(model: &SnippetModel) -> Vec<Snippet> {
    let prefix = model.name.split(['-', '_']).next().unwrap_or_default().to_ascii_uppercase();
    let algorithm =
        ["A2C", "DDPG", "DQN", "PPO", "SAC", "TD3"].into_iter().find(|name| *name == prefix).unwrap_or("PPO");
    let usual = format!("{}.zip", model.name);
    let file = model.file(&[".zip"], &usual);
    match model.location {
        Location::Hub(id) => python(
            "Stable-Baselines3",
            "stable-baselines3 huggingface_sb3",
            format!(
                "from huggingface_sb3 import load_from_hub\nfrom stable_baselines3 import {algorithm}\n\n\
                 model = {algorithm}.load(load_from_hub(repo_id={}, filename={}))",
                quote::literal(id),
                quote::literal(file)
            ),
        ),
        Location::Folder(folder) => python(
            "Stable-Baselines3",
            "stable-baselines3",
            format!(
                "from stable_baselines3 import {algorithm}\n\nmodel = {algorithm}.load({})",
                quote::literal(&join(folder, file))
            ),
        ),
    }
}
