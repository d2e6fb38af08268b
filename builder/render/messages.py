"""Every word of the interface, in 简体中文, 繁體中文 and English: one table, one line to a message.

Rules: a message is looked up by its name, never by its text; `{…}` are filled in by `say`; where English needs a
singular, its two forms stand apart by `|`. Documents' own words are never translated. A test holds that no message is
missing, none is in the wrong script, and none is forgotten.
"""

from __future__ import annotations

from functools import lru_cache

LANGUAGES = ("zh-Hans", "zh-Hant", "en")

MESSAGES: dict[str, tuple[str, str, str]] = {
    # The frame of every page
    "skip": ("跳到正文", "跳到正文", "Skip to content"),
    "home": ("首页", "首頁", "Home"),
    "browse": ("浏览", "瀏覽", "Browse"),
    "timeline": ("时间", "時間", "Timeline"),
    "topics": ("主题", "主題", "Topics"),
    "about": ("关于", "關於", "About"),
    "search": ("搜索", "搜尋", "Search"),
    "search_archive": ("搜索全部文献", "搜尋全部文獻", "Search the archive"),
    "search_hint": ("词语、人名、文号……", "詞語、人名、文號……", "words, names, numbers …"),
    "main_navigation": ("主导航", "主導覽", "Main"),
    "editions": ("简繁", "簡繁", "Script"),
    "breadcrumbs": ("所在位置", "所在位置", "Breadcrumbs"),
    "reading_settings": ("阅读设置", "閱讀設定", "Reading settings"),
    "scheme": ("明暗", "明暗", "Light and dark"),
    "scheme_auto": ("随系统", "隨系統", "System"),
    "scheme_light": ("浅色", "淺色", "Light"),
    "scheme_dark": ("深色", "深色", "Dark"),
    "face": ("正文字体", "內文字體", "Body face"),
    "face_serif": ("宋体", "宋體", "Serif"),
    "face_sans": ("黑体", "黑體", "Sans"),
    "licence": ("许可", "授權", "Licence"),
    "report": ("报告错误", "回報錯誤", "Report an error"),
    "feed": ("订阅", "訂閱", "Feed"),
    "made_with": ("由方志 {version} 生成", "由方志 {version} 產生", "Made with Fangzhi {version}"),
    "commit": ("源版本 {commit}", "來源版本 {commit}", "source {commit}"),
    # Numbers and dates
    "list_comma": ("、", "、", ", "),
    "comma": ("，", "，", ", "),
    "full_stop": ("。", "。", "."),
    "bracketed": ("{text}（{note}）", "{text}（{note}）", "{text} ({note})"),
    "date_span": ("{start}至{end}", "{start}至{end}", "{start} – {end}"),
    "year": ("{year}年", "{year}年", "{year}"),
    "year_span": ("{first}–{last}年", "{first}–{last}年", "{first}–{last}"),
    "year_gap": ("{first}–{last}年", "{first}–{last}年", "{first}–{last}"),
    "year_unknown": ("年份不详", "年份不詳", "year unknown"),
    "year_inferred": ("年份据同文件推定", "年份據同檔案推定", "year inferred from the same file"),
    "date_doubtful": ("存疑", "存疑", "uncertain"),
    "date_about": ("约", "約", "about"),
    "doubt_sign": ("？", "？", "?"),
    "undated": ("年份不详", "年份不詳", "Undated"),
    "month_of_year": ("{year}年{month}", "{year}年{month}", "{month} {year}"),
    "month_unknown": ("月份不详", "月份不詳", "Month unknown"),
    "months": (
        "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
        "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
        "January February March April May June July August September October November December",
    ),
    "day": ("{day}日", "{day}日", "{day}"),
    "characters": ("{n}字", "{n}字", "{n} character|{n} characters"),
    "changes": ("共 {n} 处改动", "共 {n} 處更動", "{n} change|{n} changes"),
    "no_changes": ("未作改动", "未作更動", "Nothing was changed"),
    "times": ("{n} 处", "{n} 處", "{n} change|{n} changes"),
    "never_used": ("本馆未用到", "本館未用到", "not needed here"),
    "in_documents": ("见于 {n} 篇", "見於 {n} 篇", "in {n} document|in {n} documents"),
    "and_more": ("另有 {n} 件", "另有 {n} 件", "and {n} more"),
    "all_n": ("全部 {n} 个", "全部 {n} 個", "the one there is|all {n}"),
    "summary_documents": ("收录 {n} 篇", "收錄 {n} 篇", "{n} document|{n} documents"),
    "summary_sources": ("来自 {n} 个来源", "來自 {n} 個來源", "from {n} source|from {n} sources"),
    "documents_total": ("{n} 篇", "{n} 篇", "{n} document|{n} documents"),
    "undated_documents": ("另有 {n} 篇年份不详", "另有 {n} 篇年份不詳", "and {n} undated"),
    "more_versions": ("另 {n} 个版本", "另 {n} 個版本", "{n} other version|{n} other versions"),
    "articles_in_file": ("该文件含 {n} 篇", "該檔案含 {n} 篇", "{n} article in this file|{n} articles in this file"),
    "all_names": ("{n} 个", "{n} 個", "{n}"),
    "page_title": ("{title}（第 {page} 页）", "{title}（第 {page} 頁）", "{title} (page {page})"),
    "pages": ("分页", "分頁", "Pages"),
    "previous_page": ("上一页", "上一頁", "Previous page"),
    "next_page": ("下一页", "下一頁", "Next page"),
    "page_n": ("第 {page} 页", "第 {page} 頁", "Page {page}"),
    # Home
    "try_queries": ("试试", "試試", "Try"),
    "by_year": ("按年", "按年", "By year"),
    "bars_table": ("以表格显示", "以表格顯示", "As a table"),
    "column_year": ("年份", "年份", "Year"),
    "column_documents": ("篇数", "篇數", "Documents"),
    "recent": ("最近的文献", "最近的文獻", "Latest documents"),
    "all_documents": ("全部文献", "全部文獻", "All documents"),
    "state": ("完整与残损", "完整與殘損", "How complete, how damaged"),
    "state_note": (
        "这些数字由每次生成时实数得出；清理的办法与残缺之处，见",
        "這些數字由每次產生時實數得出；清理的辦法與殘缺之處，見",
        "Counted anew each time this archive is built; for the rules and the gaps see",
    ),
    "state_files": ("份文件", "份檔案", "files"),
    "state_documents": ("篇文献", "篇文獻", "documents"),
    "state_changes": ("处修整", "處修整", "repairs"),
    "state_lost": ("字无法复原", "字無法復原", "characters lost"),
    "state_damaged": ("篇有残损", "篇有殘損", "damaged documents"),
    "state_undated": ("篇年份不详", "篇年份不詳", "undated documents"),
    # Lists
    "documents": ("全部文献", "全部文獻", "All documents"),
    "documents_explained": (
        "馆藏全部文献，由近及远；年份不详的列在最后。",
        "館藏全部文獻，由近及遠；年份不詳的列在最後。",
        "Everything in the archive, newest first; the undated come last.",
    ),
    "year_explained": (
        "{year}年的文献，按月排列。",
        "{year}年的文獻，按月排列。",
        "The documents of {year}, month by month.",
    ),
    "month_explained": (
        "{title}的文献，按日排列。",
        "{title}的文獻，按日排列。",
        "The documents of {title}, day by day.",
    ),
    "all_n_documents": ("全部 {n} 篇", "全部 {n} 篇", "all {n} documents"),
    "timeline_explained": (
        "馆藏文献的时间分布，按年、月、日排列。",
        "館藏文獻的時間分布，按年、月、日排列。",
        "The archive's documents by year, month and day.",
    ),
    "jump_to": ("跳至", "跳至", "Jump to"),
    "nothing_held": ("无文献", "無文獻", "nothing held"),
    "earlier": ("更早", "更早", "Earlier"),
    "later": ("更晚", "更晚", "Later"),
    "all_kinds": ("其他目录", "其他目錄", "Other lists"),
    "automatic": ("自动", "自動", "automatic"),
    "given_tags": ("文献自带的主题", "文獻自帶的主題", "Topics the documents were given"),
    "makers": ("记者、作者与编者", "記者、作者與編者", "Reporters, authors and editors"),
    "automatic_topics": ("自动主题", "自動主題", "Automatic"),
    "automatic_tags": ("自动识别的主题", "自動識別的主題", "Topics found automatically"),
    "kind_tag": ("主题", "主題", "Topics"),
    "kind_category": ("分类", "分類", "Categories"),
    "kind_person": ("人物", "人物", "People"),
    "kind_place": ("地点", "地點", "Places"),
    "kind_body": ("机构", "機構", "Bodies"),
    "kind_work": ("文件与著作", "文件與著作", "Works"),
    "kind_event": ("事件", "事件", "Events"),
    "kind_source": ("来源", "來源", "Sources"),
    "kind_series": ("连续出版物", "連續出版物", "Series"),
    "one_tag": ("主题", "主題", "Topic"),
    "one_category": ("分类", "分類", "Category"),
    "one_person": ("人物", "人物", "Person"),
    "one_place": ("地点", "地點", "Place"),
    "one_body": ("机构", "機構", "Body"),
    "one_work": ("文件与著作", "文件與著作", "Work"),
    "one_event": ("事件", "事件", "Event"),
    "one_source": ("来源", "來源", "Source"),
    "one_series": ("连续出版物", "連續出版物", "Series"),
    "about_tag": (
        "文献自带的主题词，以及从正文中自动识别的主题词。",
        "文獻自帶的主題詞，以及從內文中自動識別的主題詞。",
        "Topics that the documents were given, and topics found in their text.",
    ),
    "about_category": ("文献自带的分类。", "文獻自帶的分類。", "The categories that the documents were filed under."),
    "about_person": (
        "文献中提到的人物，职务以原文所载为准。",
        "文獻中提到的人物，職務以原文所載為準。",
        "People named in the documents, with their offices as printed there.",
    ),
    "about_place": ("文献中提到的地点。", "文獻中提到的地點。", "Places named in the documents."),
    "about_body": (
        "文献中提到的机关与单位。",
        "文獻中提到的機關與單位。",
        "Public bodies and organisations named in the documents.",
    ),
    "about_work": (
        "文献中引用的文件与著作。",
        "文獻中引用的文件與著作。",
        "Works and official papers that the documents cite.",
    ),
    "about_event": ("文献中提到的事件。", "文獻中提到的事件。", "Events named in the documents."),
    "about_source": ("文献的来源。", "文獻的來源。", "Where the documents come from."),
    "about_series": ("分期出版的文献及其期号。", "分期出版的文獻及其期號。", "Serials, with the numbers held here."),
    "group_explained": ("{label}“{name}”，{total}。", "{label}「{name}」，{total}。", "{label}: {name}, {total}."),
    "also_written": ("又作", "又作", "Also written"),
    "part_of": ("属于", "屬於", "Part of"),
    "parts": ("下属", "下屬", "Parts"),
    "offices": ("文献所载职务", "文獻所載職務", "Offices as printed"),
    "roles": ("文献所载", "文獻所載", "As printed"),
    "issues": ("期号", "期號", "Numbers"),
    "lacking": ("缺", "缺", "not held"),
    "beside": ("一同出现", "一同出現", "Named beside it"),
    "held_here": ("本馆藏有此件", "本館藏有此件", "Held in this archive"),
    "website": ("网站", "網站", "Website"),
    "maybe_namesakes": ("可能不止一人", "可能不止一人", "Perhaps more than one person"),
    # A document
    "source": ("来源", "來源", "Source"),
    "issuer": ("发文机关", "發文機關", "Issued by"),
    "number": ("文号", "文號", "Number"),
    "series": ("刊名", "刊名", "Series"),
    "issue": ("期号", "期號", "Issue"),
    "edition": ("版次", "版次", "Page"),
    "addressee": ("主送", "主送", "To"),
    "copies": ("分送", "分送", "Sent to"),
    "printing": ("印发", "印發", "Printed"),
    "categories": ("分类", "分類", "Filed under"),
    "length": ("篇幅", "篇幅", "Length"),
    "date_published": ("日期", "日期", "Date"),
    "date_written": ("成文日期", "成文日期", "Written"),
    "date_effective": ("施行日期", "施行日期", "In force from"),
    "date_updated": ("更新时间", "更新時間", "Updated"),
    "date_captured": ("收录时间", "收錄時間", "Captured"),
    "as_printed": ("原文作“{text}”", "原文作「{text}」", "as printed: {text}"),
    "role_author": ("作者", "作者", "Author"),
    "role_reporter": ("记者", "記者", "Reporter"),
    "role_correspondent": ("通讯员", "通訊員", "Correspondent"),
    "role_editor": ("编辑", "編輯", "Editor"),
    "role_reviewer": ("审核", "審核", "Reviewed by"),
    "role_issuer": ("签发", "簽發", "Signed by"),
    "role_photographer": ("摄影", "攝影", "Photographs"),
    "role_translator": ("译者", "譯者", "Translator"),
    "by_role": ("{role} {names}", "{role} {names}", "{role} {names}"),
    "details": ("著录", "著錄", "Record"),
    "outline": ("目录", "目錄", "Outline"),
    "views": ("版本对照", "版本對照", "Views"),
    "view_clean": ("校订", "校訂", "Edited"),
    "view_compare": ("对照", "對照", "Compared"),
    "view_raw": ("原文", "原文", "As found"),
    "notice": ("说明", "說明", "Note"),
    "notice_lost": (
        "原文件有残损：{n} 字无法复原，文中以 □ 表示。",
        "原檔案有殘損：{n} 字無法復原，文中以 □ 表示。",
        "The file was damaged: {n} character could not be restored and is shown as □.|"
        "The file was damaged: {n} characters could not be restored and are shown as □.",
    ),
    "notice_conjectures": (
        "{n} 处为推测复原，置于〔〕中，以原文为准。",
        "{n} 處為推測復原，置於〔〕中，以原文為準。",
        "{n} reading is a conjecture and stands in 〔〕.|{n} readings are conjectures and stand in 〔〕.",
    ),
    "notice_supplied": (
        "原文件无标题；方括号中的标题由本馆据正文拟定。",
        "原檔案無標題；方括號中的標題由本館據內文擬定。",
        "The file has no title; the one in square brackets was supplied by the archive from the text.",
    ),
    "picture_missing": ("〔图缺：{name}〕", "〔圖缺：{name}〕", "[Picture missing: {name}]"),
    "embedded": ("〔嵌入：{link}〕", "〔嵌入：{link}〕", "[Embedded: {link}]"),
    "continuation": ("续文，原载{page}", "續文，原載{page}", "Continued on {page}"),
    "read_whole": ("连前文一起读", "連前文一起讀", "read it in one piece"),
    "perhaps_part": ("或为", "或為", "perhaps"),
    "characters_in_all": (
        "连续文共 {n} 字",
        "連續文共 {n} 字",
        "{n} character with what follows|{n} characters with what follows",
    ),
    "found_as": ("原文作：", "原文作：", "As found: "),
    "corrections": ("更正", "更正", "Corrections"),
    "cite": ("引用本文", "引用本文", "Cite this document"),
    "access_date": ("引用日期", "引用日期", "date of access"),
    "copy": ("复制", "複製", "Copy"),
    "copied": ("已复制", "已複製", "Copied"),
    "save": ("下载 {file}", "下載 {file}", "Download {file}"),
    "other_formats": ("其他格式", "其他格式", "Other formats"),
    "quote_from": ("——引自", "——引自", "— from"),
    "and_others": ("等", "等", "et al."),
    "downloads": ("下载", "下載", "Downloads"),
    "download_original": ("原始文件", "原始檔案", "The file as found"),
    "download_text": ("校订文本", "校訂文字", "Clean text"),
    "download_markdown": ("Markdown 文本", "Markdown 文字", "Markdown"),
    "download_json": ("结构化数据", "結構化資料", "Data"),
    "named_here": ("文中所及", "文中所及", "Named here"),
    "versions": ("其他版本", "其他版本", "Other versions"),
    "cites": ("引用的文献", "引用的文獻", "Cites"),
    "cited_by": ("被以下文献引用", "被以下文獻引用", "Cited by"),
    "compare_words": ("逐词比对", "逐詞比對", "compared word by word"),
    "comparison_of": ("两个版本的比对：{title}", "兩個版本的比對：{title}", "Two versions compared: {title}"),
    "comparison_explained": (
        "两本合为一篇：划去的只见于甲本，加下划线的只见于乙本，其余两本相同。繁简之别不计；↵ 表示只有甲本在此分段。",
        "兩本合為一篇：劃去的只見於甲本，加底線的只見於乙本，其餘兩本相同。繁簡之別不計；↵ 表示只有甲本在此分段。",
        "The two texts in one: what is struck out stands only in the first version, what is underlined only in the "
        "second; the rest is alike. Script is no difference; ↵ marks the end of a paragraph of the first alone.",
    ),
    "only_first": ("甲本", "甲本", "First version"),
    "only_second": ("乙本", "乙本", "Second version"),
    "differences": ("异文", "異文", "Differences"),
    "differing": ("{n} 处", "{n} 處", "one place|{n} places"),
    "no_difference": ("无；两本文字相同", "無；兩本文字相同", "none: the words are the same"),
    "related": ("相关文献", "相關文獻", "Related documents"),
    "neighbours": ("前后文献", "前後文獻", "Before and after"),
    "previous": ("上一篇", "上一篇", "Previous"),
    "next": ("下一篇", "下一篇", "Next"),
    "previous_issue": ("上一期", "上一期", "Previous number"),
    "next_issue": ("下一期", "下一期", "Next number"),
    "provenance": ("来历与校订", "來歷與校訂", "Provenance"),
    "found_at": ("原网址", "原網址", "Found at"),
    "file": ("文件", "檔案", "File"),
    "lines": ("行", "行", "Lines"),
    "line_span": ("第 {first}–{last} 行", "第 {first}–{last} 行", "lines {first}–{last}"),
    "encoding": ("编码", "編碼", "Encoding"),
    "turned": ("由程序从繁体转来", "由程式從簡體轉來", "converted by program from the other script"),
    "text_language": ("语言", "語言", "Language"),
    "sheet": ("同文件", "同檔案", "Same file"),
    "rules_applied": ("所作修整", "所作修整", "Repairs made"),
    "certain": ("确定", "確定", "certain"),
    "marked": ("标记", "標記", "marked only"),
    "conjecture": ("推测", "推測", "conjecture"),
    "see_changes": ("逐处查看", "逐處查看", "see each of them"),
    "quality": ("品质", "品質", "Quality"),
    "lost_characters": ("{n} 字缺损", "{n} 字缺損", "{n} character lost|{n} characters lost"),
    "conjectures": ("{n} 处推测", "{n} 處推測", "{n} conjecture|{n} conjectures"),
    "grade_A": ("完好", "完好", "whole"),
    "grade_B": ("良好", "良好", "good"),
    "grade_C": ("可读，有缺漏", "可讀，有缺漏", "readable, with gaps"),
    "grade_D": ("残损", "殘損", "damaged"),
    "grade_E": ("严重残损", "嚴重殘損", "badly damaged"),
    # The source view
    "source_of": ("原文与改动：{title}", "原文與更動：{title}", "As found: {title}"),
    "source_explained": (
        "文件原貌与每一处改动：划去的是删除，下划线是补入，〔〕中是推测，□ 是缺损。",
        "檔案原貌與每一處更動：劃去的是刪除，底線是補入，〔〕中是推測，□ 是缺損。",
        "The file as found, and every change in its place: struck out is deleted, underlined is put in, "
        "〔〕 is a conjecture, □ is lost.",
    ),
    "place_in_file": ("{path}，第 {first}–{last} 行", "{path}，第 {first}–{last} 行", "{path}, lines {first}–{last}"),
    "rules_share_changes": (
        "几条规则合成的一处，每条都计入。",
        "幾條規則合成的一處，每條都計入。",
        "A change that several rules made together counts for each of them.",
    ),
    "legend": ("改动一览", "更動一覽", "Changes by rule"),
    "off_furniture": ("网页附件", "網頁附件", "page furniture"),
    "off_navigation": ("网页导航", "網頁導覽", "navigation"),
    "off_contact": ("联系方式", "聯絡方式", "contact"),
    "off_metadata": ("来源与日期", "來源與日期", "source and date"),
    "off_date": ("日期", "日期", "date"),
    "off_imprint": ("版记", "版記", "imprint"),
    "off_masthead": ("版头", "版頭", "masthead"),
    "off_repeated-title": ("重复的标题", "重複的標題", "title repeated"),
    "off_trailer": ("文末附注", "文末附註", "trailer"),
    "off_furniture-learned": ("网页附件", "網頁附件", "page furniture"),
    "off_spam": ("广告", "廣告", "spam"),
    "off_title": ("标题", "標題", "title"),
    "off_byline": ("署名", "署名", "byline"),
    "off_header": ("文件头", "檔頭", "header"),
    "off_other": ("不在正文", "不在內文", "off the page"),
    # A file of several articles; withdrawn; moved; missing
    "sheet_title": ("文件 {name}", "檔案 {name}", "File {name}"),
    "sheet_explained": (
        "一份文件中的各篇，按原次序排列。",
        "一份檔案中的各篇，按原次序排列。",
        "The articles of one file, in their order.",
    ),
    "also_in_file": ("文件中的其他内容", "檔案中的其他內容", "What else stands in this file"),
    "withdrawn": ("此文献已撤下", "此文獻已撤下", "This document was withdrawn"),
    "withdrawn_note": (
        "本馆保留其地址与著录，正文、索引与数据均已移除。",
        "本館保留其網址與著錄，內文、索引與資料均已移除。",
        "Its address and record are kept; its text is gone from the site, the index and the data.",
    ),
    "reason": ("原因", "原因", "Reason"),
    "moved": ("此页已迁移", "此頁已遷移", "This page has moved"),
    "moved_to": ("新地址：", "新網址：", "It is now at"),
    "not_found": ("没有这一页", "沒有這一頁", "There is no such page"),
    "not_found_explained": (
        "这个地址下没有文献。它可能写错了，也可能从未存在。",
        "這個網址下沒有文獻。它可能寫錯了，也可能從未存在。",
        "Nothing is at this address. It may be mistyped, or never have been.",
    ),
    "look_for_it": ("不妨搜索一下：", "不妨搜尋一下：", "You could look for it:"),
    "or_browse": ("或从这些目录找起：", "或從這些目錄找起：", "Or begin with one of these lists:"),
    # Search
    "search_explained": (
        "在全部文献的正文与标题中查找；简繁通用，须至少两个字。",
        "在全部文獻的內文與標題中查找；簡繁通用，須至少兩個字。",
        "Searches every title and text, Simplified and Traditional alike; at least two characters.",
    ),
    "search_needs_script": (
        "搜索需要启用脚本。不启用脚本时，全部文献可由以下目录找到：",
        "搜尋需要啟用指令碼。不啟用時，全部文獻可由以下目錄找到：",
        "Search needs JavaScript. Without it every document can be reached through these lists:",
    ),
    # About
    "about_explained": (
        "{name}收录什么、如何清理、如何引用。",
        "{name}收錄什麼、如何清理、如何引用。",
        "What is in {name}, how it was cleaned, and how to cite it.",
    ),
    "about_contents": ("收录范围", "收錄範圍", "What is here"),
    "about_files": ("文件去向", "檔案去向", "What became of each file"),
    "about_files_note": (
        "每一份找到的文件都在下面的数目之中，没有一份被悄悄丢弃。",
        "每一份找到的檔案都在下面的數目之中，沒有一份被悄悄丟棄。",
        "Every file that was found is in these counts; none was dropped in silence.",
    ),
    "about_aside": ("未发布的文件", "未發布的檔案", "Files not published"),
    "about_encodings": ("文件编码", "檔案編碼", "Encodings found"),
    "about_rules": ("清理规则", "清理規則", "Rules of cleaning"),
    "about_rules_note": (
        "规则按此次序运行。每一处改动都有记录，可以逐处还原；每篇文献的“对照”页显示全部改动。",
        "規則按此次序執行。每一處更動都有記錄，可以逐處還原；每篇文獻的「對照」頁顯示全部更動。",
        "The rules run in this order. Every change is recorded and can be taken back; each document's “Compared” "
        "view shows them all.",
    ),
    "before": ("原", "原", "Before"),
    "after": ("校", "校", "After"),
    "example_from": ("例出", "例出", "from"),
    "about_quality": ("品质分级", "品質分級", "Quality"),
    "about_quality_note": (
        "分级依实测的信号得出：无法复原的字、推测复原之处、缺失的著录项。",
        "分級依實測的訊號得出：無法復原的字、推測復原之處、缺失的著錄項。",
        "The grade follows from what was measured: characters lost, conjectures made, missing fields.",
    ),
    "points_start": (
        "每篇从 100 分起，按下表扣分：",
        "每篇從 100 分起，按下表扣分：",
        "A document starts with 100 points and loses:",
    ),
    "points_lost": ("无法复原的字", "無法復原的字", "a character lost"),
    "points_conjecture": ("推测复原之处", "推測復原之處", "a conjecture made in its text"),
    "points_proposal": ("只提出而未采用的推测", "只提出而未採用的推測", "a conjecture only proposed"),
    "points_title": ("没有自己的标题", "沒有自己的標題", "no title of its own"),
    "points_date": ("没有日期", "沒有日期", "no date"),
    "points_source": ("没有来源", "沒有來源", "no source"),
    "points_changes": (
        "每 100 字改动多于 2 处",
        "每 100 字更動多於 2 處",
        "more than 2 changes in 100 characters",
    ),
    "points_furniture": ("剔除的网页附件，每行", "剔除的網頁附件，每行", "furniture taken out, a line"),
    "points_each_at_most": (
        "每处 {points} 分，至多 {most} 分",
        "每處 {points} 分，至多 {most} 分",
        "{points} each, at most {most}",
    ),
    "points_once": ("{points} 分", "{points} 分", "{points}"),
    "points_grades": (
        "90 分起为 A，75 分起为 B，55 分起为 C，35 分起为 D，以下为 E；缺字超过全文十分之一的一律为 E。",
        "90 分起為 A，75 分起為 B，55 分起為 C，35 分起為 D，以下為 E；缺字超過全文十分之一的一律為 E。",
        "A from 90, B from 75, C from 55, D from 35, E below; and E wherever more than a tenth of the text is lost.",
    ),
    "about_gaps": ("已知缺漏", "已知缺漏", "Known gaps"),
    "no_gaps": (
        "未发现缺期或缺失的著录项。",
        "未發現缺期或缺失的著錄項。",
        "No gap in a series, no missing field is known.",
    ),
    "lacks_numbers": ("缺第 {numbers} 期", "缺第 {numbers} 期", "lacks no. {numbers}"),
    "missing_title": (
        "{n} 篇无题，标题由本馆拟定",
        "{n} 篇無題，標題由本館擬定",
        "{n} document without a title|{n} documents without a title",
    ),
    "missing_date": (
        "{n} 篇日期不详",
        "{n} 篇日期不詳",
        "{n} document without a full date|{n} documents without a full date",
    ),
    "missing_source": (
        "{n} 篇来源不详",
        "{n} 篇來源不詳",
        "{n} document without a source|{n} documents without a source",
    ),
    "about_cite": ("如何引用", "如何引用", "How to cite"),
    "cite_note": (
        "每篇文献页下方有该篇的引文格式；引用本馆整体，可作：",
        "每篇文獻頁下方有該篇的引文格式；引用本館整體，可作：",
        "Each document's page gives its own citation; the archive as a whole may be cited as:",
    ),
    "cite_archive": ("{name}[DB/OL]. {url}", "{name}[DB/OL]. {url}", "{name} [DB/OL]. {url}"),
    "about_downloads": ("全库下载", "全庫下載", "Download everything"),
    "download_csv": ("目录，CSV", "目錄，CSV", "catalogue, CSV"),
    "download_jsonl": ("全部文献，JSON Lines", "全部文獻，JSON Lines", "all documents, JSON Lines"),
    "download_package": (
        "数据说明，Frictionless Data Package",
        "資料說明，Frictionless Data Package",
        "description of the data, Frictionless Data Package",
    ),
    "download_sums": ("校验值，SHA-256", "校驗值，SHA-256", "checksums, SHA-256"),
    "download_feed": ("订阅源，Atom", "訂閱源，Atom", "feed, Atom"),
    "about_report": ("报告错误", "回報錯誤", "Report an error"),
    "about_report_note": (
        "发现错字、错认的人名或错误的日期，请告诉我们，并附上该页地址。",
        "發現錯字、錯認的人名或錯誤的日期，請告訴我們，並附上該頁網址。",
        "If a reading, a name or a date is wrong, please tell us, with the page's address.",
    ),
    "status_published": ("已发布", "已發布", "published"),
    "status_draft": ("草稿", "草稿", "drafts"),
    "status_duplicate": ("重复", "重複", "duplicates"),
    "status_not_a_document": ("非文献", "非文獻", "not documents"),
    "status_empty": ("空文件", "空檔案", "empty"),
    "status_failed": ("无法读取", "無法讀取", "unreadable"),
}

# The formula of a document's grade, as `structure` counts it: (message, points, at most; 0 where it counts but once).
POINTS: tuple[tuple[str, int, int], ...] = (
    ("points_lost", 6, 48),
    ("points_conjecture", 3, 24),
    ("points_proposal", 6, 24),
    ("points_title", 10, 0),
    ("points_date", 10, 0),
    ("points_source", 5, 0),
    ("points_changes", 5, 0),
    ("points_furniture", 1, 5),
)


class Words:
    """The messages of one language, as attributes: `words("en").home == "Home"`."""

    def __init__(self, language: str, table: dict[str, str]) -> None:
        self.language = language
        self.__dict__.update(table)

    def __getattr__(self, name: str) -> str:
        raise AttributeError(f"no message is called {name!r}")

    def get(self, name: str, other: str) -> str:
        """The message `name`, or `other` where there is none."""
        found = self.__dict__.get(name, other)
        return found if isinstance(found, str) else other

    def say(self, name: str, /, **values: object) -> str:
        """The message `name` with its gaps filled in.

        >>> words("zh-Hans").say("year", year=2022)
        '2022年'
        """
        text: str = self.__dict__[name]
        return text.format(**values) if values else text

    def count(self, name: str, n: int) -> str:
        """The message `name` for `n` things, in its singular where the language has one.

        >>> words("en").count("documents_total", 1), words("en").count("documents_total", 1200)
        ('1 document', '1,200 documents')
        """
        one, _, many = self.__dict__[name].partition("|")
        return str((one if n == 1 or not many else many).format(n=self.number_of(n)))

    def number_of(self, n: int) -> str:
        """A number with its thousands apart, from five digits on in Chinese, from four in English."""
        return f"{n:,}" if n >= 10_000 or self.language == "en" else str(n)

    def month_name(self, month: str) -> str:
        """A month by its two digits.

        >>> words("zh-Hant").month_name("07"), words("en").month_name("07")
        ('7月', 'July')
        """
        return self.months.split()[int(month) - 1] if month.isdigit() and 1 <= int(month) <= 12 else self.month_unknown

    def day_name(self, day: str) -> str:
        """A day by its digits: 16日."""
        return self.say("day", day=int(day))


@lru_cache(maxsize=8)
def words(language: str) -> Words:
    """The messages in one of `LANGUAGES`."""
    place = LANGUAGES.index(language)
    return Words(language, {name: texts[place] for name, texts in MESSAGES.items()})


__all__ = ["LANGUAGES", "MESSAGES", "POINTS", "Words", "words"]
