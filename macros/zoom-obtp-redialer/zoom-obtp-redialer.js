/*
 * zoom-obtp-redialer 1.0.0
 *
 * Redial of failed Zoom joins.
 * When the Join button of a Zoom meeting fails with an SSL error, the macro redials the meeting over another
 * protocol.
 *
 * MIT License. Built from the sources of codec-macros. Change settings in this file, and code in the sources.
 * Checksum of the code: fe9f9fac4c3f8b74
 */

import xapi from 'xapi';

/* ----- Settings: change the values between = and ; and keep the quotes ----- */

// Domains of Zoom dial strings, whose failed joins are redialed. Subdomains are included. Accepts domains
// separated by commas.
var zoomDomains = 'zoomcrc.com,zmus.us,zmeu.us,zmau.us,zmca.us,zmjp.us,zmhk.us,zmin.us,zmbr.us,zmcn.us';

// Protocol of the redial. Spark requires a codec that is registered to Webex. Accepts 'Spark' or 'Sip' or
// 'H323'.
var redialProtocol = 'Spark';

// Seconds between the failed call and the first redial. Accepts a number from 0 to 10.
var redialDelaySeconds = 1;

// Redials per meeting within 5 minutes. Accepts a whole number from 1 to 3.
var maxRedials = 2;

// Words in CauseString that identify an SSL failure. The console shows the cause of every failed Zoom call.
// Accepts words of letters, digits and spaces, separated by commas.
var sslKeywords = 'ssl, tls, certificate';

// Whether messages and alerts are shown on the screen. Accepts true or false.
var showMessages = true;

// Message while the meeting is redialed. Accepts one line of 1 to 140 characters.
var messageConnecting = 'Connecting to Zoom, one moment please';

// Alert after the last redial has failed. Accepts one line of 1 to 255 characters.
var messageNotReached = 'Zoom could not be reached. Please try again, or join from your laptop.';

// Alert if neither the call nor the calendar has a meeting ID. Accepts one line of 1 to 255 characters.
var messageNoMeeting = 'No Zoom meeting number was found. Please dial it manually, or join from your laptop.';

/* ----- End of the settings ----- */

// ----- Values of the settings -----

var given,
	zoomDomains,
	redialProtocol,
	redialDelaySeconds,
	maxRedials,
	sslKeywords,
	showMessages,
	messageConnecting,
	messageNotReached,
	messageNoMeeting;
given = {
	zoomDomains: zoomDomains,
	redialProtocol: redialProtocol,
	redialDelaySeconds: redialDelaySeconds,
	maxRedials: maxRedials,
	sslKeywords: sslKeywords,
	showMessages: showMessages,
	messageConnecting: messageConnecting,
	messageNotReached: messageNotReached,
	messageNoMeeting: messageNoMeeting
};

// ----- Shared by macros: codec runtime -----

/** The runtime on a codec. */
var codecRuntime = {
	after: function (milliseconds, run) {
		return setTimeout(run, milliseconds);
	},
	cancel: function (timer) {
		// Some engines throw if there is no timer.
		if (timer !== undefined) clearTimeout(timer);
	},
	now: function () {
		return Date.now();
	},
	log: function (line) {
		return console.log(line);
	},
	warn: function (line) {
		return console.warn(line);
	},
	error: function (line) {
		return console.error(line);
	}
};

// ----- Shared by macros: text -----

/** A value from the codec as text; '' if it is neither text nor a number. */
function textOf(value) {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A list as the codec sends it: an array, one element alone, or nothing. */
function listOf(value) {
	return new Array().concat(value || []).filter(Boolean);
}

// ----- Shared by macros: errors -----

/** The code for a path that does not exist. Some firmware also uses it for an empty list. */
var ERROR_NO_MATCH = 3;

/** The xAPI's error code; 0 if there is none. */
function errorCode(error) {
	return Number(textOf(Object(error).code));
}

/** An error for the console, without words that may come from a dial string and contain a passcode. */
function describeError(error) {
	var message = textOf(Object(error).message || error).slice(0, 120);
	return 'code ' + errorCode(error) + ': ' + (message.replace(/\S*[\d@]\S*/g, '…') || 'unknown');
}

// ----- Shared by macros: guard -----

/** Wraps a listener so that it cannot throw: an exception here would stop every macro of the codec. */
function guardListener(runtime, listener) {
	return function (report) {
		try {
			if (report !== null && report !== undefined) listener(report);
		} catch (error) {
			logBug(runtime, 'feedback', error);
		}
	};
}

function logBug(runtime, what, error) {
	try {
		runtime.error(
			'internal error while handling ' + what + ' (' + describeError(error) + '); please report this line'
		);
	} catch (_a) {
		// The console itself is broken, so there is nowhere to log to.
	}
}

// ----- Shared by macros: runtime -----

/** For failures that need no reaction. */
function ignore() {
	return undefined;
}

// ----- Shared by macros: settings -----

/** What a setting accepts, in words that follow "expected". */
function acceptedBy(setting) {
	if ('choices' in setting) return "'" + setting.choices.join("' or '") + "'";
	if ('min' in setting) {
		return 'a ' + (setting.whole ? 'whole ' : '') + 'number from ' + setting.min + ' to ' + setting.max;
	}
	if ('maxLength' in setting) return 'one line of 1 to ' + setting.maxLength + ' characters';
	return 'words' in setting ? setting.words + ' separated by commas' : 'true or false';
}

/**
 * Reads all settings. A missing one gets its default silently. For a value that is not accepted, `warn` gets
 * a line with the given value and what is used instead.
 */
function readSettings(declared, given, warn) {
	var settings = {};
	Object.keys(declared).forEach(function (name) {
		var setting = declared[name];
		if (setting) settings[name] = readSetting(name, setting, given[name], warn);
	});
	// `parse` returned a value of the right kind for each name in `declared`.
	return settings;
}

function readSetting(name, setting, given, warn) {
	var reject = function (text, instead) {
		return warn(name + ': expected ' + acceptedBy(setting) + ', got ' + quoted(text) + '; ' + instead);
	};
	// A list counts as its items separated by commas.
	var text = String(given).trim();
	var fallback = parse(setting, String(setting.default), reject);
	if (given === undefined) return fallback;
	var value = parse(setting, text, reject);
	if (value !== undefined) return value;
	reject(text, 'using ' + quoted(String(setting.default)));
	return fallback;
}

function quoted(text) {
	var line = text.replace(/\s+/g, ' ');
	return '"' + (line.length > 60 ? line.slice(0, 59) + '…' : line) + '"';
}

/** The value of a setting; undefined if the text is not accepted. */
function parse(setting, text, reject) {
	if ('maxLength' in setting) {
		return text.length <= setting.maxLength && /^.+$/.test(text) ? text : undefined;
	}
	var lower = text.toLowerCase();
	if ('words' in setting) return setting.parse(lower, reject);
	var word = lower.replace(/^[\s,;]+|[\s,;]+$/g, '');
	if ('choices' in setting) {
		return setting.choices.filter(function (choice) {
			return choice.toLowerCase() === word.replace(/\s/g, '');
		})[0];
	}
	if ('min' in setting) {
		var value = Number(word);
		var isNumber = /^\d+(\.\d+)?$/.test(word) && !(setting.whole && value % 1);
		return isNumber && value >= setting.min && value <= setting.max ? value : undefined;
	}
	return word === 'true' || (word === 'false' ? false : undefined);
}

/** Reads the words of a text that match a pattern. Any other word is dropped, with a warning. */
function wordsMatching(pattern) {
	return function (text, reject) {
		var words = text.split(/\s*[,;]\s*/).filter(Boolean);
		var accepted = words.filter(function (word) {
			return pattern.test(word);
		});
		if (accepted.length === 0) return undefined;
		words
			.filter(function (word) {
				return !pattern.test(word);
			})
			.forEach(function (word) {
				return reject(word, 'ignoring it');
			});
		return accepted;
	};
}

// ----- About -----

var version = '1.0.0';

// ----- Address -----

/** The longest Number that `Dial` accepts (Cisco's schema). */
var MAX_NUMBER_LENGTH = 255;

/** So many characters are read of a URI. */
var MAX_URI_LENGTH = 1e3;

/** `"Name" <scheme:user@host.:port;parameters>`, of which only the host must be there. */
var URI = /^(?:.*<)?\s*(?:[a-z][a-z0-9+-]*:)?(?:([^@<>;?]*)@)?([a-z0-9.-]+?)\.?(?::\d+)?\s*(?:[>;?].*)?$/i;

/** The place of each part before the @. */
var PARTS = [0, 1, 2, 3, 4, 5];

/** Parses a URI. Undefined if its host is neither one of the domains nor below one. */
function parseZoomAddress(uri, domains) {
	var match = URI.exec(textOf(uri).slice(0, MAX_URI_LENGTH));
	var domain = String(match && match[2]).toLowerCase();
	var isZoom = domains.some(function (zoom) {
		return ('.' + domain).slice(-zoom.length - 1) === '.' + zoom;
	});
	if (!match || !isZoom) return undefined;
	var user = (match[1] || '').replace(/%20|[\s\u2010-\u2015-]/g, '');
	// Meeting ids usually have 9 to 11 digits; Zoom allows 5 to 40.
	if (!/^\d{5,40}(\.|$)/.test(user)) return zoomAddress(/[^.]/.test(user) ? [''] : [], domain);
	var parts = user.split('.').slice(0, PARTS.length);
	return zoomAddress(
		parts.map(function (part) {
			return /^[\w*#]*$/.test(part) ? part : '';
		}),
		domain
	);
}

/** An address from the parts before its @, in order. */
function zoomAddress(parts, domain) {
	return {
		meeting: parts[0] || '',
		passcode: parts[1] || '',
		parts: parts,
		domain: domain || ''
	};
}

/** The address with each part that it lacks taken from another. */
function withMissingParts(address, other) {
	var parts = PARTS.map(function (place) {
		return address.parts[place] || other.parts[place] || '';
	});
	return zoomAddress(parts, address.domain);
}

/** The number to dial; '' if it names no meeting, or is longer than the codec accepts. */
function dialString(address) {
	var number = address.parts.join('.').replace(/\.+$/, '') + '@' + address.domain;
	return address.meeting && number.length <= MAX_NUMBER_LENGTH ? number : '';
}

/** A meeting for the log, with its id shortened: "Zoom meeting 81…90". */
function shortMeeting(address) {
	var id = address.meeting;
	var shown = id.length < 9 ? 1 : 2;
	return id ? 'Zoom meeting ' + id.slice(0, shown) + '…' + id.slice(-shown) : 'Zoom';
}

// ----- Shared by macros: request timeout -----

/**
 * The answer to a request; rejects after a timeout in milliseconds, because a codec may never answer. Never
 * throws.
 */
function withTimeout(runtime, milliseconds, ask) {
	return new Promise(function (resolve, reject) {
		var timer = runtime.after(milliseconds, function () {
			return reject(new Error('no answer'));
		});
		void ask()
			.then(resolve, reject)
			.then(function () {
				return runtime.cancel(timer);
			});
	});
}

/** The same for a read; undefined if there is nothing at the path. */
function readOptional(runtime, milliseconds, ask) {
	return withTimeout(runtime, milliseconds, ask).catch(function (error) {
		if (errorCode(error) !== ERROR_NO_MATCH) throw error;
		return undefined;
	});
}

// ----- Calls -----

/** How many calls of a kind are remembered. */
var REMEMBERED = 20;

/** A message may take a second each way. */
var REQUEST_TIMEOUT_MS = 2e3;

/**
 * Reads the calls, each time twice if that fails. Codecs sometimes answer with
 * nothing although there are calls, so that is believed if `looks` answers in a row agree.
 */
function readCalls(room, looks) {
	var read = function () {
		return readOptional(room.runtime, REQUEST_TIMEOUT_MS, function () {
			return room.xapi.status.get('Call');
		});
	};
	return read()
		.catch(read)
		.then(function (listed) {
			var calls = listOf(listed).filter(function (call) {
				return call.Status !== 'Idle';
			});
			if (calls.length === 0 && looks > 1) return readCalls(room, looks - 1);
			return calls.map(function (call) {
				var uri = textOf(call.CallbackNumber) || call.RemoteNumber;
				var address = parseZoomAddress(uri, room.settings.zoomDomains);
				var id = idOf(call.id);
				var isConnected = /Connected|OnHold|Preserved/.test(textOf(call.Status));
				if (isConnected) remember(room.connected, id);
				return {
					id: id,
					isConnected: isConnected,
					isBusy: isConnected || (call.Status !== 'Disconnecting' && call.Direction !== 'Incoming'),
					meeting: address && address.meeting,
					protocol: textOf(call.Protocol)
				};
			});
		})
		.catch(ignore);
}

/** The id of a call; '' for what is none. */
function idOf(value) {
	var id = textOf(value);
	return /^\d{1,10}$/.test(id) ? id : '';
}

function has(ids, id) {
	return ids.indexOf(id) >= 0;
}

/** Remembers a call. Gives whether it is a new one; calls without an id cannot be told apart. */
function remember(ids, id) {
	var isNew = !has(ids, id);
	if (id && isNew && ids.push(id) > REMEMBERED) ids.shift();
	return isNew;
}

// ----- Failure -----

/** Classifies the end of a call. */
function callEnd(end, room) {
	var id = idOf(end.CallId);
	var uri = textOf(end.RequestedURI).trim() || end.RemoteURI;
	var address = parseZoomAddress(uri, room.settings.zoomDomains);
	var type = textOf(end.CauseType).slice(0, 40);
	var text = textOf(end.CauseString).slice(0, 300);
	// For the log: without addresses, parts with many digits, and all other digits.
	var words = (type + ': ' + text)
		.replace(/\S*@\S*|[^\s:;,()]*\d{4}[^\s:;,()]*/g, '…')
		.replace(/[^ -~…]|\d/g, '')
		.slice(0, 120);
	var cause = words.replace(/^: |: $/g, '') || 'no cause given';
	var wasConnected = has(room.connected, id) || Number(textOf(end.Duration)) > 0;
	// CauseTypes that somebody chose (Cisco's API guides).
	var isChosen = /(Local|Remote)(Disconnect|Busy|Reject)/i.test(type);
	// Keywords match whole words, also with a version or a plural ("sslv3", "TLSv1.2"): not "wireless" or
	// "hassle".
	var keyword = '(^|[^a-z\\d])(' + room.settings.sslKeywords.join('|') + ')(s|v?[\\d.]+)?([^a-z\\d]|$)';
	var isSsl = !isChosen && (/InsufficientSecurity/i.test(type) || new RegExp(keyword, 'i').test(text));
	var isLikeSsl = /ssl|tls|certif|x\.?509|handshake|cipher|encrypt|secur|trust/i.test(type + text);
	var ignoredReason = isSsl ? '' : 'not an SSL failure (' + cause + ')';
	if (wasConnected) ignoredReason = 'it was connected';
	if (!/^outgoing$/i.test(textOf(end.OrigCallDirection))) ignoredReason = 'it was not dialed from this codec';
	return {
		/** '' if the report has none. */
		id: id,
		/** Undefined if the call did not lead to Zoom. */
		address: address,
		meeting: address && address.meeting,
		/** '' if the codec does not tell. */
		protocol: textOf(end.Protocol),
		wasConnected: wasConnected,
		/** Whether the room itself ended it. */
		wasHungUp: /LocalDisconnect/i.test(type),
		/** CauseType and CauseString, without secrets. */
		cause: cause,
		/** Why it is no failed join; '' if it is one. */
		ignoredReason: ignoredReason,
		/** Whether its cause looks like SSL though no keyword matched. */
		isSuspicious: !isSsl && !isChosen && !wasConnected && isLikeSsl
	};
}

// ----- Invitation -----

/** So many facts are looked at, because a hostile text must not block the codec. */
var MAX_FACTS = 100;

/** So many characters are read before an @. */
var MAX_USER = 90;

/**
 * What stands for 0 to 9, and the last words of labels of passcodes, in the languages of Zoom's invitations.
 * Scanners may take them for secrets; they are the words that an invitation has before a number, and no
 * secret is stored here.
 */
var WORDS = [
	'０,１,２,３,４,５,６,７,８,９,passcode,password,passwort,kenncode,code secret,mot de passe,acceso,contraseña',
	'acesso,senha,accesso,toegangscode,wachtwoord,dostępu,hasło,parola,lösenord,mật mã,доступа,пароль',
	'パスコード,パスワード,密码,密碼,암호'
]
	.join()
	.split(',');

/** The facts of a text. The first character tells the kind; meeting and passcode for a keypad are groups. */
var FACT = new RegExp(
	// The characters with which facts begin, because most places can be passed at once.
	'(?=[imz,.@Pshwt])(?:' +
		[
			// The label of a meeting, and its number.
			/\b(?:meeting)?id\b(?:[^\d@,.:;P]{0,16}[:：])?\W{0,40}(?:\d{3}\W{1,2}\d{3,4}\W{1,2}\d{3,4}(?!\d)|\d{5,40})/,
			// A link, also in the links of mail filters.
			/zoom[^\s"<>]{3,12}[/_f](?:[jsw]|wc|join)(?:[/_]|%(?:25)?2f)\d{5,40}/,
			// `,,98765432109#,,,,*246813#` and `162.255.37.11##98765432109#246813`.
			/(?:,,|\.\d{1,3}##)(\d{5,40})(?:#(?:[,*]*[01]#){0,9}[,*]*(?![01]#)(\d{1,20})(?!\w))?/,
			// The host of an address.
			/@[a-z\d-]+\.[a-z\d.-]*[a-z]/,
			// The label of a passcode, and its value if that is a number.
			/P(?: is)?[^+a-zP\dÀ-\u1fffぁ-\ufeff]{0,40}(?:(?:\d{3}[\s-]\d{3}|\d{1,20})(?![^\s,;)|<"P]{0,9}[a-z\d]))?/,
			// The heading of what is for room systems.
			/\bsip\b|h\.?323/,
			// Services.
			/zoom|webex|microsoft teams|teams\.[lm]|wi-?fi/
		]
			.map(function (kind) {
				return kind.source;
			})
			.join('|') +
		')',
	'g'
);

/**
 * Reads the Zoom meetings in a text, as text or HTML: those that a link or an address names, then the others.
 * Each may be there several times, first with the passcode for room systems and phones, last with that for
 * people, if these are numbers. Takes time in proportion to the length of the text, whatever the text is.
 */
function readInvitation(text, domains) {
	var clean = normalized(text);
	var named = [];
	var forRooms = [];
	var forPeople = [];
	/** After an address alone, which may be that of the join button, before a text about something else. */
	var perhaps = [];
	var passcodes = perhaps;
	var meeting = '';
	/** The meeting whose passcode, a number, was read last. */
	var complete = '';
	/** Whether the passcode of the meeting may follow. */
	var isOpen = false;
	var isZoom = /zoom|sip|h\.?323/.test(clean);
	FACT.lastIndex = 0;
	for (var left = MAX_FACTS; left > 0; left -= 1) {
		var found = FACT.exec(clean);
		if (!found) break;
		var fact = found[0];
		var kind = fact.charAt(0);
		var digits = fact.replace(/^z.*\D|\D/g, '');
		if (kind === 'P') {
			// A number at the beginning of another line belongs to a sentence, unless it is alone there.
			var isValue = !/\n/.test(fact) || /^[^\w\n]*(\n|$)/.test(clean.slice(FACT.lastIndex));
			if (meeting && isOpen && isValue) {
				passcodes.push(zoomAddress([meeting, digits]));
				if (digits) complete = meeting;
			}
			if (digits || /[:：]/.test(fact)) isOpen = false;
		} else if (/[sh]/.test(kind)) {
			passcodes = forRooms;
			isOpen = complete !== meeting;
		} else if (kind === '@' || digits) {
			var before = clean.slice(Math.max(0, found.index - MAX_USER), found.index);
			var address =
				kind === '@'
					? parseZoomAddress(String(/[\d.-]*$/.exec(before)) + fact, domains)
					: zoomAddress([found[1] || digits, found[2]]);
			var isNamed = /[@z]/.test(kind);
			isZoom = isZoom || isNamed;
			if (!isZoom || !address || !address.meeting) continue;
			(isNamed ? named : forRooms).push(address);
			if (kind === 'z' || (kind !== '@' && passcodes === perhaps)) passcodes = forPeople;
			if (found[1]) continue;
			meeting = address.meeting;
			isOpen = kind !== '@' || complete !== meeting;
		} else {
			isZoom = kind === 'z';
			if (!isZoom) meeting = '';
		}
	}
	return named.concat(forRooms, forPeople, perhaps);
}

function normalized(text) {
	var plain = text
		.replace(/&#64;/g, '@')
		.replace(/\\[nr]/g, '\n')
		.replace(/\xa0|&(?:amp;)?[#\w]+;|<(?![^<>]*zoom\w{0,20}\.)\/?[a-zA-Z][\w:-]*(?:\s[^<>]*)?>/g, ' ')
		.replace(/[\u00ad\u200b-\u2015\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
		.replace(/[\dms](?=[A-Z][a-z]+ [a-zA-Z])/g, '$& ')
		.toLowerCase();
	return WORDS.reduce(function (before, word, index) {
		return before.split(word).join(index < 10 ? '' + index : 'P');
	}, plain);
}

// ----- Calendar -----

var CALENDAR_TIMEOUT_MS = 5e3;

/** People join from this long before a booking starts until this long after it ends. */
var JOIN_MARGIN_MS = 15 * 60 * 1e3;

/** Only the nearest bookings are parsed, because a hostile calendar must not block the codec. */
var MAX_BOOKINGS = 20;

/** So many characters are read of the text of a booking, and twice as many of all texts together. */
var MAX_TEXT = 2e4;

/**
 * Reads the Zoom meetings that people may be joining, the likeliest first. Each request is tried twice. What
 * cannot be read in 5 s is left out.
 */
function readMeetings(room) {
	function notRead(error) {
		room.runtime.warn('reading the calendar failed (' + describeError(error) + ')');
		return [];
	}
	function twice(read) {
		return withTimeout(room.runtime, CALENDAR_TIMEOUT_MS, function () {
			return read().catch(read);
		}).catch(notRead);
	}
	var current = twice(function () {
		return readOptional(room.runtime, CALENDAR_TIMEOUT_MS, function () {
			return room.xapi.status.get('Bookings Current Id');
		})
			.then(function (id) {
				return textOf(id) ? room.xapi.command('Bookings Get', { Id: textOf(id) }) : undefined;
			})
			.then(function (answer) {
				return listOf(answer && (answer.Booking || answer));
			});
	});
	var listed = twice(function () {
		return room.xapi.command('Bookings List', { Days: 2, DayOffset: 0 }).then(function (answer) {
			if (!answer) throw new Error('an empty answer');
			return listOf(answer.Booking);
		});
	});
	return Promise.all([current, listed])
		.then(function (read) {
			return bookedMeetings(read[0], read[1], room.runtime.now(), room.settings.zoomDomains);
		})
		.catch(notRead);
}

/**
 * The Zoom meetings of the current bookings, then of the others by how near they start to `now` (ms since
 * 1970). Of each booking come first those that its join button and its text name. Another day's booking of a
 * meeting has its passcode, but another title, and another host's key.
 */
function bookedMeetings(current, listed, now, domains) {
	var distance = function (booking) {
		return Math.abs(timeOf(booking, 'StartTime') - now) || 0;
	};
	// The list holds the current booking, too.
	var others = listed.filter(function (other) {
		return !current.some(function (one) {
			return one.Id === other.Id;
		});
	});
	var found = [];
	var left = 2 * MAX_TEXT;
	current
		.concat(
			others.sort(function (one, other) {
				return distance(one) - distance(other);
			})
		)
		.slice(0, MAX_BOOKINGS)
		.forEach(function (booking, index) {
			var text = listOf(booking.DialInfo && booking.DialInfo.Calls && booking.DialInfo.Calls.Call)
				.map(function (call) {
					return textOf(call.Number).replace(/\s|%20/g, '');
				})
				.concat(textOf(booking.Agenda))
				.join('\n')
				.slice(0, Math.min(left, MAX_TEXT));
			// A codec that tells nothing about privacy knows no private bookings.
			var title = /^(public)?$/i.test(textOf(booking.Privacy)) ? textOf(booking.Title) : '';
			var start = timeOf(booking, 'StartTime');
			var end = timeOf(booking, 'EndTime') || start;
			var isNear = index < current.length || (start - now <= JOIN_MARGIN_MS && now - end <= JOIN_MARGIN_MS);
			left -= text.length;
			readInvitation(text, domains).forEach(function (address) {
				var known = isNear ? address : zoomAddress([address.meeting, address.passcode]);
				found.push({ address: known, title: title.replace(/\s+/g, ' ').slice(0, 255), isNear: isNear });
			});
		});
	return found;
}

/**
 * Completes an address from the bookings of its meeting; if nothing stands before its @, from the nearest
 * booking.
 */
function completeFromBookings(address, meetings) {
	var near = meetings.filter(function (booked) {
		return booked.isNear;
	});
	var nearest = address.parts.length === 0 && near[0];
	var meeting = nearest ? nearest.address.meeting : address.meeting;
	var isSame = function (booked) {
		return booked.address.meeting === meeting;
	};
	var named = near.filter(isSame)[0];
	return {
		address: meetings.filter(isSame).reduce(function (known, booked) {
			return withMissingParts(known, booked.address);
		}, address),
		title: named && named.title
	};
}

function timeOf(booking, which) {
	return Date.parse(textOf(booking.Time && booking.Time[which]));
}

// ----- Stage -----

/**
 * An empty list of calls is believed if so many looks in a row agree; four times as many where a call is
 * known to be up.
 */
var LOOKS = 3;

/** Ends the stage before: its timers and late answers come to nothing. */
function enter(stage, judge) {
	stage.judge = judge;
	stage.callId = undefined;
}

/**
 * Looks at the calls. Only the last look counts. One answer that there is none is not enough where a call is
 * known to be up.
 */
function look(stage, looks) {
	var mine = (stage.looks += 1);
	var isUp = stage.connected.some(function (id) {
		return !has(stage.ended, id);
	});
	when(stage, readCalls(stage, isUp ? 4 * LOOKS : looks || LOOKS), function (read) {
		var calls = (read || []).filter(function (call) {
			return !has(stage.ended, call.id);
		});
		if (stage.judge && stage.looks === mine) stage.judge(calls, read);
	});
}

/** Looks at the calls after a while, unless that is done before. */
function lookAfter(stage, milliseconds) {
	var last = stage.looks;
	after(stage, milliseconds, function () {
		if (stage.looks === last) look(stage);
	});
}

function after(stage, milliseconds, then) {
	var run = within(stage, then);
	stage.runtime.after(milliseconds, run);
}

function when(stage, answer, then, rejected) {
	answer.then(within(stage, then), within(stage, rejected || ignore));
}

/** If it throws, nothing is repaired any more, and the macro reacts to the next failure. */
function within(stage, then) {
	var judge = stage.judge;
	return function (value) {
		try {
			if (stage.judge === judge) then(value);
		} catch (error) {
			enter(stage);
			logBug(stage.runtime, 'an answer', error);
		}
	};
}

// ----- Repair -----
// The repair of a failed join, in the order in which it happens: attempt, until free, dial, follow, finish or
// give up.

/** A redial counts for this long. */
var BUDGET_MS = 5 * 60 * 1e3;

/** All meetings together may be redialed this many times as often as one. */
var MEETINGS = 3;
var PAUSE_MS = 5e3;
var CLEARING_LOOK_MS = 250;
var CLEARING_TIMEOUT_MS = 8e3;

/** How much longer a call may ring: a minute in all. */
var INCOMING_TIMEOUT_MS = 52 * 1e3;

/** If no call has come up by then, an alert is shown. */
var UP_TIMEOUT_MS = 30 * 1e3;

/** A redial is followed for so long. */
var RINGING_TIMEOUT_MS = 2 * 60 * 1e3;
var RINGING_LOOK_MS = 2e3;
var ERROR_BAD_PARAMETERS = 4;
var CONNECTED = 'connected';
var HUNG_UP = 'hung up or canceled in the room';
var OTHER_CALL = 'another call is active';
var NO_MEETING = 'no meeting ID in the call or the calendar';

/** It may still be on its way, so nothing more is dialed. */
var NOT_LISTED = 'the redial is not listed';

/** A join failed: repairs it. */
function begin(repair, end, address) {
	repair.address = address;
	repair.title = '';
	repair.hasDialed = repair.isUnwanted = false;
	log(repair, 'call ' + (end.id || '?') + ' failed with an SSL error (' + end.cause + ')');
	// A redial from before a restart is not remembered: repairing it could go on for ever.
	if ((!repair.older || has(repair.older, end.id)) && mayBeRedial(repair, end))
		giveUp(repair, 'the call is older than the macro and may be a redial');
	else attempt(repair, repair.settings.redialDelaySeconds * 1e3);
}

/**
 * A pause, in which the calendar completes the address of the first redial, unless the meeting was redialed
 * often enough.
 */
function attempt(repair, pauseMs) {
	var address = repair.address;
	var meetings = [];
	var max = repair.settings.maxRedials;
	var ofMeeting = repair.spent.filter(function (redial) {
		return redial.meeting === address.meeting;
	});
	// This ends every loop.
	if (ofMeeting.length >= max || repair.spent.length >= max * MEETINGS)
		return giveUp(repair, 'redial limit reached (' + max + ' in ' + BUDGET_MS / 6e4 + ' minutes)');
	enter(repair, function (calls, read) {
		if (!isTaken(repair, calls) && read) repair.show('TextLine');
	});
	look(repair, 1);
	var calendar =
		repair.hasDialed ||
		readMeetings(repair).then(function (read) {
			meetings = read;
		});
	var isEnough = address.meeting && address.passcode;
	after(repair, pauseMs, function () {
		when(repair, Promise.resolve(isEnough || calendar), function () {
			var complete = completeFromBookings(address, meetings);
			repair.address = complete.address;
			repair.title = complete.title || repair.title;
			if (dialString(repair.address)) untilFree(repair);
			else giveUp(repair, NO_MEETING);
		});
	});
}

/** Waits until no call is left, and dials in the same turn. */
function untilFree(repair) {
	var isRinging = false;
	enter(repair, function (calls, read) {
		if (isTaken(repair, calls)) return;
		if (read && read.length === 0) return dial(repair);
		if (read) repair.show('TextLine');
		// An incoming call, or a redial of an earlier repair; not the failed call, whose end was reported.
		isRinging = calls.length > 0;
		lookAfter(repair, CLEARING_LOOK_MS);
	});
	look(repair);
	after(repair, CLEARING_TIMEOUT_MS, function () {
		after(repair, isRinging ? INCOMING_TIMEOUT_MS : 0, function () {
			return giveUp(repair, 'the failed call is not cleared');
		});
	});
}

/** Dials. What may have been dialed is dialed again only if its end was reported, or `Dial` refused. */
function dial(repair) {
	var address = repair.address,
		title = repair.title;
	var call = { Number: dialString(address), Protocol: repair.settings.redialProtocol };
	if (title) call.DisplayName = title;
	var redial = { meeting: address.meeting };
	repair.spent = repair.spent.concat(redial);
	repair.runtime.after(BUDGET_MS, function () {
		repair.spent = repair.spent.filter(function (other) {
			return other !== redial;
		});
	});
	var passcode = address.passcode ? ' with the passcode' : ', no passcode found';
	log(repair, 'redialing over ' + call.Protocol + passcode);
	repair.hasDialed = true;
	follow(repair);
	when(
		repair,
		Promise.resolve().then(function () {
			return repair.xapi.command('Dial', call);
		}),
		function (answer) {
			repair.callId = idOf(answer && answer.CallId);
			remember(repair.redialed, repair.callId);
			if (!repair.lastEnd || !takesEnd(repair, repair.lastEnd)) look(repair);
		},
		function (error) {
			var code = errorCode(error);
			if (code === ERROR_BAD_PARAMETERS && title && !repair.isUnwanted) {
				log(repair, 'display name rejected, dialing without it');
				repair.spent = repair.spent.slice(0, -1);
				repair.title = '';
				untilFree(repair);
			} else if (code > 0 && code <= ERROR_BAD_PARAMETERS) redialEnded(repair, describeError(error));
		}
	);
}

/** Follows a redial until it connects or ends. */
function follow(repair) {
	var isSeen = false;
	var isMissing = false;
	enter(repair, function (calls, read) {
		var own = ownAmong(repair, calls);
		if (own && own.isConnected) return finish(repair, CONNECTED);
		var isOtherUp =
			(!own && repair.isOtherUp) ||
			calls.some(function (call) {
				return call.isConnected;
			});
		if (isOtherUp) return finish(repair, OTHER_CALL);
		// Missing once, its end may still be reported.
		if (read && !own && isSeen && isMissing) return giveUp(repair, NOT_LISTED);
		if (own) isSeen = true;
		isMissing = !own;
		lookAfter(repair, RINGING_LOOK_MS);
	});
	repair.callId = '';
	repair.isOtherUp = false;
	repair.lastEnd = undefined;
	lookAfter(repair, RINGING_LOOK_MS);
	after(repair, UP_TIMEOUT_MS, function () {
		if (!isSeen) giveUp(repair, NOT_LISTED);
	});
	after(repair, RINGING_TIMEOUT_MS, function () {
		return finish(repair, OTHER_CALL);
	});
}

/** The redial has ended, or was refused. */
function redialEnded(repair, cause) {
	if (repair.isUnwanted) return finish(repair, HUNG_UP);
	log(repair, 'redial failed (' + cause + ')', true);
	attempt(repair, PAUSE_MS);
}

/** Ends the repair: the room is connected, or people hung up, or another call is active. */
function finish(repair, line, isWarning) {
	enter(repair);
	repair.show();
	log(repair, line, isWarning);
	if (line === CONNECTED)
		repair.spent = repair.spent.filter(function (redial) {
			return redial.meeting !== repair.address.meeting;
		});
}

/** Ends the repair with an alert, unless people hung up, or a call is up or coming up. */
function giveUp(repair, reason) {
	var settings = repair.settings;
	if (repair.isUnwanted) return finish(repair, HUNG_UP);
	enter(repair, function (calls) {
		if (isTaken(repair, calls, true)) return;
		finish(repair, 'giving up: ' + reason, true);
		repair.show('Alert', reason === NO_MEETING ? settings.messageNoMeeting : settings.messageNotReached);
	});
	look(repair);
}

/**
 * Whether a call that ended is the redial that is followed, or may be it. Then the repair goes on from there.
 */
function takesEnd(repair, end) {
	if (repair.callId === undefined) return false;
	repair.lastEnd = end;
	var isIt = mayBeRedial(repair, end);
	if (end.wasHungUp && (isIt || end.meeting === repair.address.meeting)) repair.isUnwanted = true;
	if (isIt && end.wasConnected) finish(repair, CONNECTED);
	else if (isIt) redialEnded(repair, end.cause);
	return isIt;
}

/** Whether a call is up or coming up. Then the redial after all is followed, or the repair is over. */
function isTaken(repair, calls, isLast) {
	// A redial of an earlier repair that still rings is waited for, as incoming calls are, before this one
	// dials.
	var isDecided = repair.hasDialed || isLast;
	var isUp = calls.some(function (call) {
		return call.isBusy && (call.isConnected || isDecided || !has(repair.redialed, call.id));
	});
	var own = repair.hasDialed && ownAmong(repair, calls);
	if (own && !own.isConnected) follow(repair);
	else if (isUp) finish(repair, own ? CONNECTED : OTHER_CALL);
	return isUp;
}

/** The redial, or what may be it. */
function ownAmong(repair, calls) {
	return calls.filter(function (call) {
		return call.isBusy && mayBeRedial(repair, call);
	})[0];
}

/**
 * Whether a call is the redial: by its id if both are known, otherwise by the meeting, and the protocol if
 * the codec tells it.
 */
function mayBeRedial(repair, call) {
	var protocol = new RegExp('^(unknown|' + repair.settings.redialProtocol + ')?$', 'i');
	if (repair.callId && call.id) return call.id === repair.callId;
	return call.meeting === repair.address.meeting && protocol.test(call.protocol);
}

/** Nothing that is logged ever holds a passcode or a host key. */
function log(repair, line, isWarning) {
	repair.runtime[isWarning ? 'warn' : 'log'](shortMeeting(repair.address) + ': ' + line);
}

// ----- Screen -----

/** How long the line about a redial, and an alert, are shown. */
var LINE_SECONDS = 15;
var ALERT_SECONDS = 20;

function createScreen(xapi, runtime, settings) {
	var shown;
	var timer;
	var last = Promise.resolve();
	/** Requests go out one after the other, so that none overtakes another. Each is tried twice. */
	function request(what, parameters) {
		var ask = function () {
			return xapi.command('UserInterface Message '.concat(what), parameters);
		};
		var attempt = function () {
			return withTimeout(runtime, REQUEST_TIMEOUT_MS, ask);
		};
		if (!settings.showMessages) return;
		last = last
			.then(attempt)
			.catch(attempt)
			.catch(function (error) {
				if (what === 'Alert Display') runtime.warn('showing the alert failed (' + describeError(error) + ')');
			});
	}
	return function (kind, alert) {
		if (kind === shown) return;
		runtime.cancel(timer);
		if (shown) request(''.concat(shown, ' Clear'), {});
		shown = kind;
		if (!kind) return;
		var message =
			kind === 'Alert'
				? { Title: 'Zoom', Text: alert, Duration: ALERT_SECONDS }
				: { Text: settings.messageConnecting, Duration: LINE_SECONDS };
		timer = runtime.after(message.Duration * 1e3, function () {
			shown = undefined;
		});
		request(''.concat(kind, ' Display'), message);
	};
}

// ----- Redialer -----

/**
 * By then, a codec that started with the macro is registered; calls that end until then may be older, if
 * those cannot be read.
 */
var AFTER_START_MS = 60 * 1e3;

function createRedialer(xapi, runtime, settings) {
	var redialer = {
		xapi: xapi,
		runtime: runtime,
		settings: settings,
		show: createScreen(xapi, runtime, settings),
		connected: [],
		ended: [],
		redialed: [],
		spent: [],
		looks: 0,
		address: zoomAddress([])
	};
	void readCalls(redialer, LOOKS).then(function (calls) {
		runtime.after(calls ? 0 : AFTER_START_MS, function () {
			redialer.older = (calls || []).map(function (call) {
				return call.id;
			});
		});
	});
	return redialer;
}

/** A call has ended: goes on with the repair whose redial it is, or starts the repair of a failed join. */
function callEnded(redialer, report) {
	var end = callEnd(report, redialer);
	var address = end.address,
		id = end.id;
	if (!remember(redialer.ended, id) || takesEnd(redialer, end) || !address) return;
	var isActive = !!redialer.judge;
	var isOut = redialer.callId !== undefined;
	var isOfRepair = isActive && end.meeting === redialer.address.meeting;
	// Nobody has joined a meeting if the call is a redial of an earlier repair whose end is reported late.
	var isNoJoin = isOut || isOfRepair || !end.meeting || has(redialer.redialed, id);
	var reason = end.ignoredReason || (isActive && isNoJoin && 'a redial is in progress');
	if (reason) {
		var line = shortMeeting(address) + ': call ' + (id || '?') + ' ignored: ' + reason;
		redialer.runtime[end.isSuspicious ? 'warn' : 'log'](line);
		if (isOfRepair && end.wasHungUp && !isOut) finish(redialer, HUNG_UP);
		return;
	}
	// What people see of one join disappears when another one fails.
	if (isActive) finish(redialer, OTHER_CALL);
	redialer.show();
	// The first failure since the start.
	if (!redialer.address.domain) logLikelyCause(redialer);
	begin(redialer, end, address);
}

/** A call has connected: nothing is shown over it. Which call it is, the list of calls tells. */
function callConnected(redialer, report) {
	var id = idOf(report.CallId);
	// Reports come more than once, and late.
	var isNews = remember(redialer.connected, id) && !has(redialer.ended, id);
	redialer.show();
	if (!isNews || !redialer.judge) return;
	if (id && redialer.callId === id) return finish(redialer, CONNECTED);
	redialer.isOtherUp = true;
	look(redialer);
}

/** Logs the likely cause of SSL failures, if the settings of the codec tell one. */
function logLikelyCause(room) {
	Promise.resolve()
		.then(function () {
			return room.xapi.config.get('SIP');
		})
		.then(function (sip) {
			if (!sip || sip.TlsVerify !== 'On') return;
			var cause = 'a likely cause: SIP TlsVerify is On, so only certificates of uploaded CAs count';
			var tls = ' (SIP MinimumTLSVersion: ' + (sip.MinimumTLSVersion || 'unknown') + ')';
			room.runtime.log(cause + '; see "Fix the cause"' + tls);
		})
		.catch(ignore);
}

// ----- Settings -----

/** Every setting of the macro, declared here and nowhere else. */
var declared = {
	zoomDomains: {
		default: 'zoomcrc.com,zmus.us,zmeu.us,zmau.us,zmca.us,zmjp.us,zmhk.us,zmin.us,zmbr.us,zmcn.us',
		words: 'domains',
		parse: wordsMatching(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)
	},
	redialProtocol: { default: 'Spark', choices: ['Spark', 'Sip', 'H323'] },
	redialDelaySeconds: { default: 1, min: 0, max: 10, whole: false },
	maxRedials: { default: 2, min: 1, max: 3, whole: true },
	sslKeywords: {
		default: 'ssl, tls, certificate',
		words: 'words of letters, digits and spaces,',
		parse: wordsMatching(/^[a-z0-9 ]{2,40}$/)
	},
	showMessages: { default: true },
	messageConnecting: { default: 'Connecting to Zoom, one moment please', maxLength: 140 },
	messageNotReached: {
		default: 'Zoom could not be reached. Please try again, or join from your laptop.',
		maxLength: 255
	},
	messageNoMeeting: {
		default: 'No Zoom meeting number was found. Please dial it manually, or join from your laptop.',
		maxLength: 255
	}
};

// ----- Start -----

/** Starts the macro with the settings that an integrator gave: from now on failed Zoom joins are redialed. */
function start(xapi, runtime, given) {
	var settings = readSettings(declared, given, runtime.warn);
	var redialer = createRedialer(xapi, runtime, settings);
	xapi.event.on('CallDisconnect', guardListener(runtime, callEnded.bind(undefined, redialer)));
	xapi.event.on('CallSuccessful', guardListener(runtime, callConnected.bind(undefined, redialer)));
	runtime.log('ready: version ' + version + ', redials failed Zoom joins over ' + settings.redialProtocol);
	if (settings.redialProtocol !== 'Spark') return;
	runtime.after(AFTER_START_MS, function () {
		Promise.resolve()
			.then(function () {
				return xapi.status.get('Webex Status');
			})
			.then(function (status) {
				// A codec that is still registering, or has no such status, is no reason to warn.
				if (!status || /Register/.test(status)) return;
				var problem = "redialProtocol is 'Spark', but the codec is not registered to Webex (Webex Status: ";
				runtime.warn(problem + status + ')');
			})
			.catch(ignore);
	});
}

// ----- Main -----

start(xapi, codecRuntime, given);
